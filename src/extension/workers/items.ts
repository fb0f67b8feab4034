/** A worker as VS Code draws it: `lab-1  2 slots · runs 1 · alive`, its jobs below it. The words say what the icon shows. */
import * as vscode from "vscode";
import type { WorkerRow } from "../../live/live-queue.js";
import { absoluteTime, accessibleLabel, printable, rowDescription } from "../../wording/index.js";
import { colouredIcon } from "../rows/coloured-icon.js";
import { wordsThatApply } from "../rows/context-words.js";
import { jobIcon } from "../rows/job-icon.js";
import { jobTooltip } from "../rows/job-tooltip.js";
import { rowId } from "../rows/row-id.js";
import { addBlock } from "../rows/tooltip-block.js";
import { tooltipLine } from "../rows/tooltip-line.js";
import type { WorkerJobNode, WorkerNode, WorkersNode } from "./nodes.js";

const { Expanded, None } = vscode.TreeItemCollapsibleState;

const ICONS: Readonly<Record<WorkerRow["liveness"], vscode.ThemeIcon>> = {
  alive: colouredIcon("vm-active", "dirq.iconCompleted"),
  dead: colouredIcon("error", "dirq.iconFailed"),
  unknown: colouredIcon("question", "testing.iconSkipped"),
};

/** What a click on a job does. */
export const OPEN_WORKERS_ROW = "dirq.openWorkersRow";

export interface WorkerItemOptions {
  readonly severalQueues: boolean;
  /** Whether a terminal of this window runs it. */
  readonly hasTerminal: boolean;
}

export function itemOf(node: WorkersNode, options: WorkerItemOptions): vscode.TreeItem {
  return node.kind === "worker" ? workerItem(node, options) : jobItem(node);
}

export function tooltipOf(node: WorkersNode): vscode.MarkdownString {
  return node.kind === "worker" ? workerTooltip(node.row) : jobTooltip(node.row, Date.now());
}

function workerItem({ queue, row }: WorkerNode, { severalQueues, hasTerminal }: WorkerItemOptions): vscode.TreeItem {
  const name = printable(row.name);
  const words = [...(severalQueues ? [queue.label] : []), ...wordsOf(row)];
  // Also while it is idle: VS Code would keep a row closed that had nothing below it at first.
  const item = new vscode.TreeItem(name, Expanded);
  item.id = rowId(queue.directory, row.worker);
  item.description = words.join(" · ");
  item.iconPath = ICONS[row.liveness];
  item.accessibilityInformation = { label: [name, ...words].join(", ") };
  item.contextValue = contextOf(row, hasTerminal);
  return item;
}

function jobItem({ queue, row, worker }: WorkerJobNode): vscode.TreeItem {
  const now = Date.now();
  const item = new vscode.TreeItem(row.label, None);
  item.id = rowId(queue.directory, worker.row.worker, row.id);
  item.description = rowDescription(row, now);
  item.iconPath = jobIcon(row);
  item.accessibilityInformation = { label: accessibleLabel(row.label, row, now) };
  item.command = { command: OPEN_WORKERS_ROW, title: "Show Job" };
  return item;
}

/** Of one that may be dead, the evidence comes first: what it could do is of no interest then. */
function wordsOf({ kind, slots, jobs, liveness, stopping, evidence }: WorkerRow): string[] {
  const work = jobs.length === 0 ? "idle" : `runs ${jobs.length}`;
  if (kind === "python") return ["Python worker", work, liveness];
  if (liveness === "dead") return [`dead: ${printable(evidence)}`];
  if (liveness !== "alive") return [`${liveness}: ${printable(evidence)}`, work];
  return [slots === 1 ? "1 slot" : `${slots} slots`, work, stopping === undefined ? liveness : "stopping"];
}

function workerTooltip({
  kind,
  name,
  slots,
  jobs,
  host,
  pid,
  sinceMs,
  liveness,
  stopping,
  evidence,
}: WorkerRow): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  addBlock(tooltip, printable(name));
  const lines = [
    `State: ${liveness}, ${printable(evidence)}`,
    ...(slots !== undefined && liveness !== "dead" ? [`Slots: ${slots}, ${Math.min(slots, jobs.length)} in use`] : []),
    ...(host === undefined ? [] : [`Host: ${printable(host)}`]),
    ...(pid === undefined ? [] : [`Process: ${pid}`]),
    `${kind === "python" ? "Runs its oldest job since" : "Since"}: ${absoluteTime(sinceMs)}`,
    ...(stopping === undefined ? [] : [STOPPING[stopping]]),
  ];
  for (const line of lines) tooltip.appendMarkdown(tooltipLine(line));
  return tooltip;
}

const STOPPING: Readonly<Record<NonNullable<WorkerRow["stopping"]>, string>> = {
  "after-jobs": "Was told to stop: it finishes the jobs that it runs, and takes no more",
  now: "Was told to stop at once: it gives the jobs that it runs back to the queue",
};

/** Words that the `when` clauses in package.json look for, so that no menu offers more than can be done. */
function contextOf({ kind, liveness, stopping, logFile }: WorkerRow, hasTerminal: boolean): string {
  return wordsThatApply([
    ["worker", true],
    ["stoppable", kind === "dirq" && liveness !== "dead" && stopping === undefined],
    ["stoppableNow", kind === "dirq" && liveness !== "dead" && stopping !== "now"],
    ["withTerminal", hasTerminal],
    ["withLog", logFile !== undefined],
  ]).join(" ");
}
