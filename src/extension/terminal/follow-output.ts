/** Follow in Terminal, also of a job that is followed already. */
import { setTimeout } from "node:timers/promises";
import * as vscode from "vscode";
import type { JobRow } from "../../live/live-queue.js";
import type { JobTarget } from "../queues/queues.js";
import type { BundledCli } from "./bundled-cli.js";
import { outputDefinition, outputTask } from "./output-task.js";
import { OutputTitles } from "./output-titles.js";

/** What VS Code has not told by then is waited for no longer. */
const PATIENCE_MS = 10_000;

/** Asked for, and not said by VS Code to run yet, with their terminals' titles: a double click asks twice. */
const starting = new Map<string, string>();
const titles = new OutputTitles();

/** One that runs already ends first, and its terminal is used again: of a second, VS Code asks which of them shall end. */
export async function followOutput(target: JobTarget, cli: BundledCli): Promise<void> {
  const definition = outputDefinition(target);
  const key = keyOf(definition);
  if (starting.has(key)) return;
  const title = titleOf(key, target.row);
  starting.set(key, title);
  try {
    const running = vscode.tasks.taskExecutions.find((execution) => keyOf(execution.task.definition) === key);
    if (running !== undefined) await untilTold(vscode.tasks.onDidEndTask, key, () => running.terminate());
    const task = outputTask(target, { definition, title, cli });
    await untilTold(vscode.tasks.onDidStartTask, key, () => vscode.tasks.executeTask(task));
  } finally {
    starting.delete(key);
  }
}

function titleOf(key: string, row: JobRow): string {
  for (const { task } of vscode.tasks.taskExecutions) titles.know(keyOf(task.definition), task.name);
  return titles.titleOf(key, row, [...vscode.window.terminals.map(({ name }) => name), ...starting.values()]);
}

/** Its own definition comes back from VS Code with more in it. */
function keyOf({ type, ...definition }: vscode.TaskDefinition): string {
  return JSON.stringify([type, definition["task"], definition["id"], definition["jobsDirectory"]]);
}

async function untilTold(
  event: vscode.Event<{ readonly execution: vscode.TaskExecution }>,
  key: string,
  act: () => unknown,
): Promise<void> {
  const stop = new AbortController();
  const watching = event(({ execution }) => {
    if (keyOf(execution.task.definition) === key) stop.abort();
  });
  try {
    await act();
    await setTimeout(PATIENCE_MS, undefined, { signal: stop.signal }).catch(() => undefined);
  } finally {
    watching.dispose();
  }
}
