/** What the panel knows, and how a message changes it. Pure: the page is drawn from this alone (but for the output). */
import type { JobDetails } from "../live/live-queue.js";
import type { PanelAction, PanelState, PanelTab, ToPanel } from "./messages.js";

export interface PanelModel {
  readonly queue: string;
  /** Undefined until the extension has sent it. */
  readonly job: JobDetails | undefined;
  /** The job was removed; what is shown is what was last known. */
  readonly gone: boolean;
  readonly canWrite: boolean;
  readonly keptOpen: boolean;
  readonly tab: PanelTab;
  readonly tabChosen: boolean;
  /** Actions asked for and not yet answered. A cancelled job stays in here until it has stopped. */
  readonly pending: ReadonlySet<PanelAction>;
  readonly hasOutput: boolean;
  readonly silentSeconds: number;
}

/** The panel before its first message: the saved tab, so that nothing jumps after a reload. */
export function initialModel(saved: PanelState | undefined): PanelModel {
  return {
    queue: saved?.queue ?? "",
    job: undefined,
    gone: false,
    canWrite: false,
    keptOpen: saved?.keptOpen ?? false,
    tab: saved?.tab ?? "info",
    tabChosen: saved?.tabChosen ?? false,
    pending: new Set(),
    hasOutput: false,
    silentSeconds: 0,
  };
}

export function received(model: PanelModel, message: ToPanel, savedId: string | undefined): PanelModel {
  switch (message.type) {
    case "details":
      return withDetails(model, message, savedId);
    case "output":
      if (message.id !== model.job?.row.id) return model;
      return { ...model, hasOutput: message.text !== "" || (!message.reset && model.hasOutput) };
    case "gone":
      return message.id === model.job?.row.id ? { ...model, gone: true } : model;
    case "notAnswering":
      return { ...model, silentSeconds: message.seconds };
    case "actionEnded":
      // A cancel that was accepted is only a request: the job is being stopped until its details say otherwise.
      if (message.action === "cancel" && message.done) return model;
      return { ...model, pending: without(model.pending, message.action) };
  }
}

export function chooseTab(model: PanelModel, tab: PanelTab): PanelModel {
  return { ...model, tab, tabChosen: true };
}

export function asked(model: PanelModel, action: PanelAction): PanelModel {
  return { ...model, pending: new Set([...model.pending, action]) };
}

function withDetails(
  model: PanelModel,
  { queue, details, canWrite, keptOpen }: Extract<ToPanel, { type: "details" }>,
  savedId: string | undefined,
): PanelModel {
  const known = { ...model, queue, job: details, gone: false, canWrite, keptOpen, silentSeconds: 0 };
  const before = model.job?.row.id ?? savedId;
  if (before !== details.row.id) {
    const tab = model.tabChosen ? model.tab : mostTelling(details);
    return { ...known, tab, pending: new Set(), hasOutput: false };
  }
  return details.row.state === "running" ? known : { ...known, pending: without(model.pending, "cancel") };
}

/** The tab that answers what one would ask first about a job in this state. */
function mostTelling({ row, resultText }: JobDetails): PanelTab {
  if (row.damaged !== undefined) return "info";
  switch (row.state) {
    case "queued":
      return "info";
    case "running":
      return "output";
    case "failed":
      return "error";
    case "completed":
      return resultText === undefined ? "output" : "result";
  }
}

function without(pending: ReadonlySet<PanelAction>, action: PanelAction): ReadonlySet<PanelAction> {
  return new Set([...pending].filter((each) => each !== action));
}
