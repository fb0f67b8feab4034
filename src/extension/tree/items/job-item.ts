/** A job, and what can be done with it. */
import * as vscode from "vscode";
import type { JobRow } from "../../../live/live-queue.js";
import { accessibleLabel, groupedDescription, isHeld, rowDescription, shortId } from "../../../wording/index.js";
import { isCancelling } from "../../changing/cancelling.js";
import { isAskedFor } from "../../news/asked-for.js";
import type { JobTarget } from "../../queues/queues.js";
import { wordsThatApply } from "../../rows/context-words.js";
import { jobIcon } from "../../rows/job-icon.js";
import { rowId } from "../../rows/row-id.js";
import type { JobNode } from "../nodes.js";
import { OPEN_ROW } from "../open-row.js";

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

export function jobItem(node: JobNode, now: number): vscode.TreeItem {
  const { row, queue, parent, namesQueue } = node;
  // Of a damaged one there is only the id, which would leave no room for the reason.
  const label = row.damaged === undefined ? row.label : shortId(row.id);
  const item = new vscode.TreeItem(label, hasResults(row) ? Collapsed : None);
  // Where it stands in one list with the others it keeps its place, and so its id, when its state changes.
  item.id = rowId(queue.directory, parent?.state ?? "", row.id);
  // Why it alone of the running ones offers no Cancel.
  const byPython = row.ours ? [] : ["Python worker"];
  const describe = parent === undefined ? rowDescription : groupedDescription;
  const words = isCancelling(node) ? ["cancelling…"] : [describe(row, now), ...byPython];
  // In front, where a long error does not push it out of sight.
  item.description = [...(namesQueue ? [queue.label] : []), ...words].join(" · ");
  item.iconPath = jobIcon(row);
  item.contextValue = contextOf(node);
  const place = namesQueue ? [`in ${queue.label}`] : [];
  item.accessibilityInformation = { label: [accessibleLabel(label, row, now), ...byPython, ...place].join(", ") };
  item.command = { command: OPEN_ROW, title: "Show Job" };
  return item;
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
  return wordsThatApply([
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
  ]).join(" ");
}
