/** A worker as VS Code draws it: `lab-1  2 slots · runs 1 · alive`. The words say what the icon shows. */
import * as vscode from "vscode";
import type { WorkerRow } from "../../live/live-queue.js";
import { absoluteTime, printable } from "../../wording/index.js";
import type { WorkerTarget } from "../queues.js";

const ICONS: Readonly<Record<WorkerRow["liveness"], vscode.ThemeIcon>> = {
  alive: icon("vm-active", "testing.iconPassed"),
  dead: icon("error", "testing.iconFailed"),
  unknown: icon("question", "testing.iconSkipped"),
};

export function workerItem(
  { queue, row }: WorkerTarget,
  { severalQueues }: { readonly severalQueues: boolean },
): vscode.TreeItem {
  const name = printable(row.name);
  const words = [...(severalQueues ? [queue.label] : []), ...wordsOf(row)];
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.None);
  // No name of a file can hold a NUL, so no two rows can have one id.
  item.id = `${queue.directory}\0${row.worker}`;
  item.description = words.join(" · ");
  item.iconPath = ICONS[row.liveness];
  item.tooltip = tooltipOf(row);
  item.accessibilityInformation = { label: [name, ...words].join(", ") };
  item.contextValue = contextOf(row);
  return item;
}

function wordsOf({ slots, jobs, liveness, stopping }: WorkerRow): string[] {
  return [
    slots === 1 ? "1 slot" : `${slots} slots`,
    ...(jobs.length === 0 ? ["idle"] : [`runs ${jobs.length}`]),
    stopping ? "stopping" : liveness,
  ];
}

function tooltipOf({ name, host, pid, sinceMs, liveness, evidence }: WorkerRow): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip.appendCodeblock(printable(name), "text");
  const lines = [
    `Host: ${printable(host)}`,
    `Process: ${pid}`,
    `Since: ${absoluteTime(sinceMs)}`,
    `${liveness}: ${printable(evidence)}`,
  ];
  for (const line of lines) tooltip.appendText(line).appendMarkdown("  \n");
  return tooltip;
}

/** Words that the `when` clauses in package.json look for, so that no menu offers more than can be done. */
function contextOf({ liveness, stopping, logFile }: WorkerRow): string {
  const words: readonly (readonly [word: string, applies: boolean])[] = [
    ["worker", true],
    ["stoppable", liveness === "alive" && !stopping],
    ["withLog", logFile !== undefined],
  ];
  return words.flatMap(([word, applies]) => (applies ? [word] : [])).join(" ");
}

function icon(name: string, color: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(name, new vscode.ThemeColor(color));
}
