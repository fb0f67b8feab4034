/** Follow in Terminal, also of a job that is followed already. */
import { setTimeout } from "node:timers/promises";
import * as vscode from "vscode";
import type { JobTarget } from "../queues/queues.js";
import type { BundledCli } from "./bundled-cli.js";
import { outputTask } from "./output-task.js";

/** What VS Code has not told by then is waited for no longer. */
const PATIENCE_MS = 10_000;

/** Asked for, and not said by VS Code to run yet: a double click asks twice. */
const starting = new Set<string>();

/** One that runs already ends first, and its terminal is used again: of a second, VS Code asks which of them shall end. */
export async function followOutput(target: JobTarget, cli: BundledCli): Promise<void> {
  const task = outputTask(target, cli);
  const key = keyOf(task);
  if (starting.has(key)) return;
  starting.add(key);
  try {
    const running = vscode.tasks.taskExecutions.find((execution) => keyOf(execution.task) === key);
    if (running !== undefined) await untilTold(vscode.tasks.onDidEndTask, key, () => running.terminate());
    await untilTold(vscode.tasks.onDidStartTask, key, () => vscode.tasks.executeTask(task));
  } finally {
    starting.delete(key);
  }
}

/** Its own definition comes back from VS Code with more in it. */
function keyOf({ definition }: vscode.Task): string {
  return JSON.stringify([definition.type, definition["task"], definition["id"], definition["jobsDirectory"]]);
}

async function untilTold(
  event: vscode.Event<{ readonly execution: vscode.TaskExecution }>,
  key: string,
  act: () => unknown,
): Promise<void> {
  const stop = new AbortController();
  const watching = event(({ execution }) => {
    if (keyOf(execution.task) === key) stop.abort();
  });
  try {
    await act();
    await setTimeout(PATIENCE_MS, undefined, { signal: stop.signal }).catch(() => undefined);
  } finally {
    watching.dispose();
  }
}
