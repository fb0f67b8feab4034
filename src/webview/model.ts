/** What the panel knows, and how a message changes it. Pure: the page is drawn from this alone (but for the output). */
import type { Answering, JobDetails } from "../live/live-queue.js";
import type { PanelAction, PanelState, PanelTab, ToPanel } from "./messages.js";

export interface PanelModel {
  readonly queue: string;
  /** The job that the page shows, or showed before a reload; undefined before its first. */
  readonly id: string | undefined;
  /** Undefined until the extension has sent it. */
  readonly job: JobDetails | undefined;
  /** The job was removed; what is shown, if anything, is what was last known. */
  readonly gone: boolean;
  readonly canWrite: boolean;
  readonly cancelling: boolean;
  readonly keptOpen: boolean;
  readonly tab: PanelTab;
  readonly tabChosen: boolean;
  /** Actions asked for and not yet answered. */
  readonly pending: ReadonlySet<PanelAction>;
  readonly hasOutput: boolean;
  readonly answering: Answering;
}

type DetailsMessage = Extract<ToPanel, { type: "details" }>;

/** The panel before its first message: the saved tab, so that nothing jumps after a reload. */
export function initialModel(saved: PanelState | undefined): PanelModel {
  return {
    queue: saved?.queue ?? "",
    id: saved?.id,
    job: undefined,
    gone: false,
    canWrite: false,
    cancelling: false,
    keptOpen: saved?.keptOpen ?? false,
    tab: saved?.tab ?? "info",
    tabChosen: saved?.tabChosen ?? false,
    pending: new Set(),
    hasOutput: false,
    answering: { kind: "answering" },
  };
}

export function received(model: PanelModel, message: ToPanel): PanelModel {
  switch (message.type) {
    case "details":
      return withDetails(model, message);
    case "output":
      if (message.id !== model.id) return model;
      return { ...model, hasOutput: message.text !== "" || (!message.reset && model.hasOutput) };
    case "gone":
      return { ...model, id: message.id, job: message.id === model.id ? model.job : undefined, gone: true };
    case "answering":
      return { ...model, answering: message.answering };
    case "actionEnded":
      return { ...model, pending: new Set([...model.pending].filter((each) => each !== message.action)) };
  }
}

export function chooseTab(model: PanelModel, tab: PanelTab): PanelModel {
  return { ...model, tab, tabChosen: true };
}

export function asked(model: PanelModel, action: PanelAction): PanelModel {
  return { ...model, pending: new Set([...model.pending, action]) };
}

function withDetails(model: PanelModel, message: DetailsMessage): PanelModel {
  const { queue, details, canWrite, cancelling, keptOpen } = message;
  const { id } = details.row;
  const known = { ...model, queue, id, job: details, gone: false, canWrite, cancelling, keptOpen };
  if (id === model.id) return known;
  const tab = model.tabChosen ? model.tab : mostTelling(details);
  return { ...known, tab, pending: new Set(), hasOutput: false };
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
