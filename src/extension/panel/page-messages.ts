/** What comes from the page is read like anything from outside: by a schema, or not at all. */
import * as z from "zod/mini";
import { PANEL_ACTIONS, PANEL_TABS, type FromPanel, type PanelState } from "../../webview/messages.js";

/** Longer than any that is found in a line of output: a link that is shown has to lead somewhere. */
const LONGEST_PATH = 500;

const fromPanel: z.ZodMiniType<FromPanel> = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("action"), action: z.enum(PANEL_ACTIONS) }),
  z.object({ type: z.literal("showJob"), id: z.string() }),
  z.object({ type: z.literal("chooseAttempt"), attempt: z.optional(z.int().check(z.positive())) }),
  z.object({ type: z.literal("followAgain") }),
  z.object({
    type: z.literal("showEarlierOutput"),
    held: z.object({ endByte: z.int().check(z.nonnegative()), lineEnds: z.int().check(z.nonnegative()) }),
  }),
  z.object({
    type: z.literal("searchAll"),
    query: z.object({ text: z.string(), matchCase: z.boolean(), regularExpression: z.boolean() }),
  }),
  z.object({ type: z.literal("copy"), text: z.string() }),
  z.object({
    type: z.literal("openPlace"),
    path: z.string().check(z.maxLength(LONGEST_PATH)),
    line: z.int().check(z.positive()),
    column: z.optional(z.int().check(z.positive())),
  }),
]);

/** What the extension needs of it to show the job again; the rest is the page's own. */
const savedState: z.ZodMiniType<Pick<PanelState, "queue" | "id" | "keptOpen" | "tab">> = z.object({
  queue: z.string(),
  id: z.string(),
  keptOpen: z.boolean(),
  tab: z.enum(PANEL_TABS),
});

export function readMessage(message: unknown): FromPanel | undefined {
  return z.safeParse(fromPanel, message).data;
}

/** Undefined for what another version saved. */
export function readState(saved: unknown): Pick<PanelState, "queue" | "id" | "keptOpen"> | undefined {
  return z.safeParse(savedState, saved).data;
}
