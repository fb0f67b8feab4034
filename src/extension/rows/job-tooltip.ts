/** What a row says when the mouse rests on it: absolute times, and what did not fit. Text of jobs is never markup. */
import * as vscode from "vscode";
import type { JobRow } from "../../live/live-queue.js";
import { absoluteTime, duration, printable, silentFor, standing, troubleWords } from "../../wording/index.js";
import { addBlock } from "./tooltip-block.js";
import { tooltipLine } from "./tooltip-line.js";

export function jobTooltip(row: JobRow, now: number): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  addBlock(tooltip, row.label);
  for (const [name, value] of facts(row, now)) tooltip.appendMarkdown(tooltipLine(`${name}: ${value}`));
  const trouble = troubleWords(row);
  if (trouble !== undefined && trouble !== "") addBlock(tooltip, trouble);
  return tooltip;
}

function facts(row: JobRow, now: number): readonly (readonly [name: string, value: string])[] {
  if (row.damaged !== undefined) return [["File", `${printable(row.id)}.json cannot be read as a job`]];
  const { createdMs, startedMs, finishedMs, workerName, priority } = row;
  const silence = silentFor(row, now);
  const all: readonly (readonly [name: string, value: string | undefined])[] = [
    ["State", printable(standing(row, now))],
    ["Id", printable(row.id)],
    ["Queued", absoluteTime(createdMs)],
    ["Started", startedMs === undefined ? undefined : absoluteTime(startedMs)],
    ["Ended", finishedMs === undefined ? undefined : absoluteTime(finishedMs)],
    ["Ran", startedMs === undefined || finishedMs === undefined ? undefined : duration(finishedMs - startedMs)],
    ["Priority", priority === undefined ? undefined : String(priority)],
    ["Output", silence === undefined ? undefined : `none for ${silence}`],
    ["Worker", workerName === undefined ? undefined : printable(workerName)],
    ["Cancel", row.ours ? undefined : "not possible: a Python worker runs it, and only that one can stop it"],
  ];
  return all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}
