/**
 * What comes from the extension is looked at before it is drawn: a message of another version, or of none, would leave a
 * page half drawn. Only what the page stands on is asked for; the rest is text, and a text is never more than shown.
 */
import { PANEL_TABS, type ToPanel } from "./messages.js";

type Fields = Readonly<Record<string, unknown>>;

const SHAPES: Readonly<Record<ToPanel["type"], (message: Fields) => boolean>> = {
  details: ({ queue, details, canWrite, cancelling, keptOpen }) =>
    isString(queue) && isDetails(details) && [canWrite, cancelling, keptOpen].every(isBoolean),
  output: ({ id, text, reset, skippedBytes, endByte }) =>
    isString(id) && isString(text) && isBoolean(reset) && isNumber(skippedBytes) && isNumber(endByte),
  earlierOutput: ({ id, earlier }) => isString(id) && isRecord(earlier) && isString(earlier["text"]),
  showTab: ({ tab }) => PANEL_TABS.some((each) => each === tab),
  gone: ({ id }) => isString(id),
  answering: ({ answering }) => isRecord(answering) && isAnswering(answering),
  actionEnded: ({ action }) => isString(action),
  copyFromResult: ({ what }) => what === "path" || what === "value",
};

/** Undefined for whatever is no message to this page. */
export function readMessage(data: unknown): ToPanel | undefined {
  if (!isRecord(data) || !isString(data["type"]) || !Object.hasOwn(SHAPES, data["type"])) return undefined;
  return SHAPES[data["type"] as ToPanel["type"]](data) ? (data as unknown as ToPanel) : undefined;
}

function isDetails(details: unknown): boolean {
  if (!isRecord(details) || !isRecord(details["row"])) return false;
  const { row, paramsText, jobFile, resultDirectory, env = {} } = details;
  const texts = [row["id"], row["label"], row["state"], paramsText, jobFile, resultDirectory];
  return texts.every(isString) && isNumber(row["createdMs"]) && isRecord(env) && Object.values(env).every(isString);
}

function isAnswering({ kind, seconds, reason }: Fields): boolean {
  return kind === "answering" || (kind === "silent" ? isNumber(seconds) : kind === "restarting" && isString(reason));
}

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}
