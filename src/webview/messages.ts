/** What the job panel and the extension say to each other: two unions, one switch on each side. */
import type { JobDetails } from "../live/live-queue.js";

export type PanelTab = "info" | "result" | "error" | "output";

/** Actions that the panel offers; the extension decides whether they can be done. */
export type PanelAction = "resubmit" | "cancel" | "remove" | "openJobFile" | "openResultFolder" | "openError" | "openResult" | "openOutput";

export type ToPanel =
  /** Replaces all that is shown about the job. */
  | { readonly type: "details"; readonly details: JobDetails; readonly canWrite: boolean }
  | { readonly type: "output"; readonly text: string; readonly reset: boolean; readonly skippedBytes: number }
  | { readonly type: "gone"; readonly id: string }
  | { readonly type: "notAnswering"; readonly seconds: number };

export type FromPanel =
  /** Sent once the page can receive. */
  | { readonly type: "ready" }
  | { readonly type: "action"; readonly action: PanelAction }
  | { readonly type: "showJob"; readonly id: string };
