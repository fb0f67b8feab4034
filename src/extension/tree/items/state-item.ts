/** A state of a queue, below which its jobs stand. */
import * as vscode from "vscode";
import type { JobState } from "../../../queue/job.js";
import type { QueueHandle } from "../../queues/queues.js";
import { wordsThatApply } from "../../rows/context-words.js";
import { rowId } from "../../rows/row-id.js";
import type { StateNode } from "../nodes.js";
import { groupDescription } from "./group-description.js";

const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

const STATE_LABELS: Readonly<Record<JobState, string>> = {
  running: "Running",
  queued: "Queued",
  failed: "Failed",
  completed: "Completed",
};

/** Without a colour: none of their jobs need be there. Without icons VS Code would draw rows of one depth at two places. */
const ICONS: Readonly<Record<JobState, vscode.ThemeIcon>> = {
  running: new vscode.ThemeIcon("sync"),
  queued: new vscode.ThemeIcon("circle-large-outline"),
  failed: new vscode.ThemeIcon("error"),
  completed: new vscode.ThemeIcon("pass"),
};

export function stateItem({ queue, state, matching, held, unsearched }: StateNode): vscode.TreeItem {
  const total = queue.status?.kind === "ready" ? queue.status.counts[state] : 0;
  // What is at work or went wrong is what people open the view for. An empty state can be opened as well: VS Code
  // would show one that has its first job, but could not be opened before, as closed.
  const item = new vscode.TreeItem(STATE_LABELS[state], state === "completed" ? Collapsed : Expanded);
  item.id = rowId(queue.directory, state);
  item.iconPath = ICONS[state];
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
): readonly string[] {
  const shown = matching ?? total;
  return wordsThatApply([
    ["some", shown > 0],
    ["holdable", state === "queued" && shown > held],
    ["releasable", held > 0],
    ["filtered", matching !== undefined],
  ]);
}

function allBusy({ status }: QueueHandle): boolean {
  return status?.kind === "ready" && status.staffing === "busy" && status.counts.queued > 0;
}
