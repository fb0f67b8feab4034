/** Nodes as VS Code draws them. Ids are stable, so that selection, expansion and scroll survive a refresh. */
import * as vscode from "vscode";
import type { JobRow } from "../../live/live-queue.js";
import type { JobState } from "../../queue/job.js";
import { accessibleLabel, count, isHeld, rowDescription, shortId } from "../../wording/index.js";
import { isCancelling } from "../cancelling.js";
import { isAskedFor } from "../news/asked-for.js";
import { isPaused } from "../pausing.js";
import type { JobTarget, QueueHandle } from "../queues.js";
import { artifactItem, leftOutItem } from "./artifact-item.js";
import { groupDescription } from "./group-description.js";
import { GROUPS, jobIcon, noticeIcon } from "./icons.js";
import type { JobNode, MoreNode, Node, NoJobsNode, NoticeNode, QueueNode, StateNode } from "./nodes.js";

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** What a click on any row does that does something. */
export const OPEN_ROW = "dirq.openRow";

const STATE_LABELS: Readonly<Record<JobState, string>> = {
  running: "Running",
  queued: "Queued",
  failed: "Failed",
  completed: "Completed",
};

export function itemOf(node: Node, now: number): vscode.TreeItem {
  switch (node.kind) {
    case "queue":
      return queueItem(node);
    case "state":
      return stateItem(node);
    case "job":
      return jobItem(node, now);
    case "artifact":
      return artifactItem(node);
    case "leftOut":
      return leftOutItem(node);
    case "more":
      return moreItem(node);
    case "notice":
      return noticeItem(node);
    case "noJobs":
      return noJobsItem(node);
    case "searching":
      return searchingItem();
  }
}

function queueItem({ queue }: QueueNode): vscode.TreeItem {
  const item = new vscode.TreeItem(queue.label, Expanded);
  item.id = queue.directory;
  item.iconPath = new vscode.ThemeIcon("folder");
  item.tooltip = queue.directory;
  // Otherwise the tooltip would be read out.
  item.accessibilityInformation = { label: isPaused(queue) ? `${queue.label}, paused` : queue.label };
  if (isPaused(queue)) item.description = "paused";
  item.contextValue = `queue ${isPaused(queue) ? "paused" : (queue.status?.kind ?? "")}`;
  return item;
}

function stateItem({ queue, state, matching, held, unsearched }: StateNode): vscode.TreeItem {
  const total = queue.status?.kind === "ready" ? queue.status.counts[state] : 0;
  // What is at work or went wrong is what people open the view for. An empty state can be opened as well: VS Code
  // would show one that has its first job, but could not be opened before, as closed.
  const item = new vscode.TreeItem(STATE_LABELS[state], state === "completed" ? Collapsed : Expanded);
  item.id = idOf(queue.directory, state);
  item.iconPath = GROUPS[state];
  const words = groupDescription({ total, matching, held, unsearched, allBusy: state === "queued" && allBusy(queue) });
  item.description = words.join(" · ");
  // In a narrow sidebar the last words are cut off.
  item.tooltip = `${STATE_LABELS[state]}: ${words.join(", ")}`;
  // One word, lest the menus of a failed job be offered for all of them.
  item.contextValue = [`${state}Group`, ...groupWords(state, { total, matching, held })].join(" ");
  item.accessibilityInformation = { label: [STATE_LABELS[state], ...words].join(", ") };
  return item;
}

/** Words for the `when` clauses in package.json; the first, without which none applies, is the state's. */
function groupWords(
  state: JobState,
  { total, matching, held }: Pick<StateNode, "matching" | "held"> & { readonly total: number },
): string[] {
  const shown = matching ?? total;
  const words: readonly (readonly [word: string, applies: boolean])[] = [
    ["some", shown > 0],
    ["holdable", state === "queued" && shown > held],
    ["releasable", held > 0],
    ["filtered", matching !== undefined],
  ];
  return words.flatMap(([word, applies]) => (applies ? [word] : []));
}

function allBusy({ status }: QueueHandle): boolean {
  return status?.kind === "ready" && status.staffing === "busy" && status.counts.queued > 0;
}

function jobItem(node: JobNode, now: number): vscode.TreeItem {
  const { row, queue, parent, namesQueue } = node;
  // Of a damaged one there is only the id, which would leave no room for the reason.
  const label = row.damaged === undefined ? row.label : shortId(row.id);
  const item = new vscode.TreeItem(label, hasResults(row) ? Collapsed : None);
  // Where it stands in one list with the others it keeps its place, and so its id, when its state changes.
  item.id = idOf(queue.directory, parent?.state ?? "", row.id);
  // Why it alone of the running ones offers no Cancel.
  const byPython = row.ours ? [] : ["Python worker"];
  const words = isCancelling(node) ? ["cancelling…"] : [rowDescription(row, now), ...byPython];
  // In front, where a long error does not push it out of sight.
  item.description = [...(namesQueue ? [queue.label] : []), ...words].join(" · ");
  item.iconPath = jobIcon(row);
  item.contextValue = contextOf(node);
  const place = namesQueue ? [`in ${queue.label}`] : [];
  item.accessibilityInformation = { label: [accessibleLabel(label, row, now), ...byPython, ...place].join(", ") };
  item.command = { command: OPEN_ROW, title: "Show Job" };
  return item;
}

function moreItem(node: MoreNode): vscode.TreeItem {
  const { parent } = node;
  const item = new vscode.TreeItem("Show More", None);
  item.id = idOf(parent?.queue.directory ?? "", parent?.state ?? "", "", "more");
  item.description = `${count(node.shown)} of ${count(node.total)}`;
  item.iconPath = new vscode.ThemeIcon("ellipsis");
  item.contextValue = "more";
  item.command = { command: OPEN_ROW, title: "Show More" };
  return item;
}

function noticeItem({ queue, notice, namesQueue }: NoticeNode): vscode.TreeItem {
  const item = new vscode.TreeItem(notice.label, None);
  item.id = idOf(queue.directory, "", "", notice.kind);
  const place = namesQueue ? [queue.label] : [];
  item.description = [...place, notice.detail].filter((words) => words !== "").join(" · ");
  const sentences = [notice.label, ...place, notice.detail].filter((words) => words !== "").join(". ");
  // In a narrow sidebar the label, too, is cut off.
  item.tooltip = sentences;
  item.accessibilityInformation = { label: sentences };
  item.iconPath = noticeIcon(notice);
  item.contextValue = notice.kind;
  if (notice.command !== undefined) item.command = { command: OPEN_ROW, title: notice.label };
  return item;
}

function noJobsItem({ filtered }: NoJobsNode): vscode.TreeItem {
  const item = new vscode.TreeItem(filtered ? "No job passes the filter" : "No jobs", None);
  item.id = idOf("", "", "", "noJobs");
  return item;
}

function searchingItem(): vscode.TreeItem {
  const item = new vscode.TreeItem("Searching…", None);
  item.id = idOf("", "", "", "searching");
  item.iconPath = new vscode.ThemeIcon("loading~spin");
  return item;
}

/** No name of a file can hold a NUL, so no two nodes can have one id. */
function idOf(...parts: readonly string[]): string {
  return parts.join("\0");
}

/** A job has a result directory from its start on. */
function hasResults({ damaged, state }: JobRow): boolean {
  return damaged === undefined && state !== "queued";
}

/** Words that the `when` clauses in package.json look for: what can be done with a job, so that no menu offers more. */
function contextOf(target: JobTarget): string {
  const { row } = target;
  const damaged = row.damaged !== undefined;
  const running = row.state === "running" && !damaged;
  const unended = running || (row.state === "queued" && !damaged);
  const words: readonly (readonly [word: string, applies: boolean])[] = [
    ["job", true],
    [row.state, !damaged],
    ["damaged", damaged],
    ["resultMissing", row.resultMissing === true],
    ["shell", row.shell],
    ["resubmittable", !damaged],
    ["cancellable", !damaged && row.ours && (row.state === "queued" || running)],
    ["holdable", !damaged && row.state === "queued" && !isHeld(row)],
    ["releasable", !damaged && row.state === "queued" && isHeld(row)],
    ["removable", !running],
    ["withResults", hasResults(row)],
    ["notifiable", unended && !isAskedFor(target)],
    ["askedFor", unended && isAskedFor(target)],
  ];
  return words.flatMap(([word, applies]) => (applies ? [word] : [])).join(" ");
}
