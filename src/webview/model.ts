/** What the panel knows, and how a message changes it. Pure: the page is drawn from this alone (but for the output). */
import type { Answering, DetailsChange, JobDetails, JobRow } from "../live/live-queue.js";
import { hasEnded } from "../queue/job.js";
import { changedTree, jsonTree, type JsonTree } from "./json/json-tree.js";
import type { TreeChange } from "./json/json-keys.js";
import type { PanelAction, PanelState, PanelTab, SavedFold, ToPanel } from "./messages.js";
import type { Revealable } from "./revealable.js";

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
  readonly askedFor: boolean;
  readonly keptOpen: boolean;
  readonly tab: PanelTab;
  /** The one that a person chose last, for this job or for one before. */
  readonly chosenTab: PanelTab | undefined;
  /** Actions asked for and not yet answered. */
  readonly pending: ReadonlySet<PanelAction>;
  readonly hasOutput: boolean;
  /** The earlier attempt whose output is shown; undefined for the last. */
  readonly attempt: number | undefined;
  /** Whether long lines of the output go on in the next row. */
  readonly wrap: boolean;
  readonly answering: Answering;
  /** What the page shows of this job although it looks like a secret. */
  readonly revealed: ReadonlySet<Revealable>;
  /** How often more of the job's variables than the first were asked for. */
  readonly timesMoreVariables: number;
  /** Undefined where the job has none. */
  readonly result: JsonTree | undefined;
  /** How a person left the tree of this job's result; undefined where nobody changed it. */
  readonly fold: SavedFold | undefined;
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
    askedFor: false,
    keptOpen: saved?.keptOpen ?? false,
    tab: saved?.tab ?? "info",
    chosenTab: saved?.chosenTab,
    pending: new Set(),
    hasOutput: false,
    attempt: undefined,
    wrap: saved?.wrap ?? true,
    answering: { kind: "answering" },
    revealed: new Set(),
    timesMoreVariables: 0,
    result: undefined,
    fold: saved?.fold,
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
    case "showTab":
      return chooseTab(model, message.tab);
    case "actionEnded":
      return { ...model, pending: new Set([...model.pending].filter((each) => each !== message.action)) };
    case "copyFromResult":
    case "earlierOutput":
      return model;
  }
}

export function chooseTab(model: PanelModel, tab: PanelTab): PanelModel {
  return { ...model, tab, chosenTab: tab };
}

export function changeTree(model: PanelModel, change: TreeChange): PanelModel {
  if (model.result === undefined) return model;
  const result = changedTree(model.result, change);
  return { ...model, result, fold: change.kind === "go" ? model.fold : savedFold(result) };
}

/** VS Code keeps it for each panel. What is unfolded beyond this a person will find folded again. */
const MOST_SAVED = 500;

function savedFold({ fold: { unfolded, shown } }: JsonTree): SavedFold {
  return { unfolded: [...unfolded].slice(0, MOST_SAVED), shown: [...shown].slice(0, MOST_SAVED) };
}

export function setWrap(model: PanelModel, wrap: boolean): PanelModel {
  return { ...model, wrap };
}

/** Shows what is masked, or masks it again. */
export function reveal(model: PanelModel, what: Revealable): PanelModel {
  const others = [...model.revealed].filter((each) => each !== what);
  return { ...model, revealed: new Set(model.revealed.has(what) ? others : [...others, what]) };
}

export function withMoreVariables(model: PanelModel): PanelModel {
  return { ...model, timesMoreVariables: model.timesMoreVariables + 1 };
}

export function asked(model: PanelModel, action: PanelAction): PanelModel {
  return { ...model, pending: new Set([...model.pending, action]) };
}

function withDetails(model: PanelModel, message: DetailsMessage): PanelModel {
  const { queue, id, change, canWrite, cancelling, askedFor, keptOpen, attempt } = message;
  const job = changedJob(model, message);
  // What is new means nothing on a page that was made anew meanwhile.
  if (job === undefined) return model;
  const known = { ...model, queue, id, job, gone: false, canWrite, cancelling, askedFor, keptOpen, attempt };
  if (id === model.id) return { ...known, result: resultOf(model, job, change) };
  const result = resultOf({ result: undefined, fold: undefined }, job, change);
  const { chosenTab } = model;
  const tab = chosenTab !== undefined && saysSomething(chosenTab, job, result) ? chosenTab : mostTelling(job, result);
  const asAtFirst = { pending: new Set<never>(), hasOutput: false, revealed: new Set<never>(), timesMoreVariables: 0 };
  return { ...known, ...asAtFirst, tab, fold: undefined, result };
}

function changedJob({ job }: PanelModel, { id, change }: DetailsMessage): JobDetails | undefined {
  if (change.reset) return change.details.row === undefined ? undefined : (change.details as JobDetails);
  if (job?.row.id !== id) return undefined;
  const kept = Object.entries(job).filter(([key]) => !change.without.some((gone) => gone === key));
  return { ...(Object.fromEntries(kept) as unknown as JobDetails), ...change.details };
}

/** Read once for each text: it may be long. */
function resultOf(
  { result, fold }: Pick<PanelModel, "result" | "fold">,
  { resultFile }: JobDetails,
  { result: piece }: DetailsChange,
): JsonTree | undefined {
  if (resultFile === undefined || piece === undefined) return resultFile === undefined ? undefined : result;
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(piece.bytes);
  if (text === result?.text && piece.cut === result.cut) return result;
  const asLeft = fold && { unfolded: new Set(fold.unfolded), shown: new Map(fold.shown) };
  return jsonTree(text, { cut: piece.cut, fold: asLeft });
}

/** Whether there is something of a job in a tab. Of its output, and of a result before its end, that is not known yet. */
function saysSomething(tab: PanelTab, { row, errorText }: JobDetails, result: JsonTree | undefined): boolean {
  if (tab === "error") return errorText !== undefined;
  return tab !== "result" || result !== undefined || !hasEnded(row);
}

/** The tab that answers what one would ask first about a job in this state. */
function mostTelling({ row }: JobDetails, result: JsonTree | undefined): PanelTab {
  if (row.damaged !== undefined) return "info";
  switch (row.state) {
    case "queued":
      return "info";
    case "running":
      return "output";
    case "failed":
      return "error";
    case "completed":
      return result === undefined || isItsOutput(row, result) ? "output" : "result";
  }
}

/** A shell job that leaves no result of its own is given one, in which its output stands in one long string. */
const GIVEN = ["command", "output", "exit_code"];

/** A Python worker gives its jobs the same result and keeps no log; it records no exit code either. */
function isItsOutput({ shell, exitCode }: JobRow, { root }: JsonTree): boolean {
  if (!shell || exitCode === undefined || root?.kind !== "object") return false;
  return root.children.length === GIVEN.length && root.children.every(({ key }, index) => key === GIVEN[index]);
}
