/** What the job panel and the extension say to each other: two unions, one switch on each side. Plain data only. */
import type { Answering, DetailsChange, EarlierOutput, FollowedOutput, HeldOutput } from "../live/live-queue.js";
import type { Query } from "./find/log-pattern.js";

/** In the order in which they stand on the screen. */
export const PANEL_TABS = ["info", "result", "error", "output"] as const;
export type PanelTab = (typeof PANEL_TABS)[number];

/** What the panel can ask for; the extension decides whether it can be done, and says so in VS Code's own messages. */
export const PANEL_ACTIONS = [
  "resubmit",
  "editAndResubmit",
  "cancel",
  "hold",
  "release",
  "remove",
  "notifyWhenDone",
  "dontNotifyWhenDone",
  /** From now on this panel keeps its job; the next one opens beside it. */
  "keepOpen",
  "openJobFile",
  "openResultFolder",
  "openResult",
  "openError",
  "openOutputDocument",
  "followOutput",
] as const;
export type PanelAction = (typeof PANEL_ACTIONS)[number];

export type ToPanel =
  /** What is new about the job, but for its output, and what stands around it. */
  | {
      readonly type: "details";
      /** The queue's directory, so that the panel finds its job again after a reload. */
      readonly queue: string;
      readonly id: string;
      readonly change: DetailsChange;
      readonly canWrite: boolean;
      /** Its worker was asked to stop it and has not done so yet. */
      readonly cancelling: boolean;
      /** Whether the person wants to hear of it when it is done. */
      readonly askedFor: boolean;
      readonly keptOpen: boolean;
      /** The earlier attempt whose output is shown; absent: the last. */
      readonly attempt?: number | undefined;
    }
  /** The first piece after a change of job, or after the page was made anew, has `reset`. */
  | ({ readonly type: "output" } & FollowedOutput)
  /** The answer to the page's own question, for as long as it holds the output of which it asked. */
  | { readonly type: "earlierOutput"; readonly id: string; readonly earlier: EarlierOutput }
  | { readonly type: "gone"; readonly id: string }
  /** The person asked for what stands there. */
  | { readonly type: "showTab"; readonly tab: PanelTab }
  | { readonly type: "answering"; readonly answering: Answering }
  /** Done or not: it can be asked for again. */
  | { readonly type: "actionEnded"; readonly action: PanelAction }
  /** Chosen in the menu of a row of the result, which has the focus since. */
  | { readonly type: "copyFromResult"; readonly what: "path" | "value" };

export type FromPanel =
  /** Sent once the page can receive. */
  | { readonly type: "ready" }
  | { readonly type: "action"; readonly action: PanelAction }
  | { readonly type: "showJob"; readonly id: string }
  /** From now on the output of this attempt; without a number, of the last. */
  | { readonly type: "chooseAttempt"; readonly attempt?: number | undefined }
  /** More has come than the page had room for; it wants the end of the output anew. */
  | { readonly type: "followAgain" }
  | { readonly type: "showEarlierOutput"; readonly held: Omit<HeldOutput, "attempt"> }
  /** In all of the shown output, of which the page holds only the end. */
  | { readonly type: "searchAll"; readonly query: Query }
  | { readonly type: "copy"; readonly text: string }
  /** A place in a source file, as the job named it: whether it may be opened is not the page's to decide. */
  | { readonly type: "openPlace"; readonly path: string; readonly line: number; readonly column?: number | undefined };

/** What VS Code keeps for the page while it is hidden, and gives back to the extension after a reload of the window. */
export interface PanelState {
  readonly queue: string;
  readonly id: string;
  readonly keptOpen: boolean;
  readonly tab: PanelTab;
  /** The one that a person chose: it stays as they walk on to jobs of which it says something. */
  readonly chosenTab?: PanelTab | undefined;
  /** Absent in what an earlier version saved. */
  readonly wrap?: boolean;
  /** How far each tab is scrolled, in pixels; absent at the top, for output at its end while it is followed. */
  readonly scroll: Readonly<Partial<Record<PanelTab, number | undefined>>>;
  /** What is unfolded of the result; absent where nobody changed it. */
  readonly fold?: SavedFold | undefined;
}

/** As `Fold` of the result's tree, in plain data. */
export interface SavedFold {
  readonly unfolded: readonly string[];
  readonly shown: readonly (readonly [id: string, count: number])[];
}
