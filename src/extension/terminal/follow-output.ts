/** Follow in Terminal, also of a job that is followed already. */
import * as vscode from "vscode";
import type { JobTarget } from "../queues/queues.js";
import type { BundledCli } from "./bundled-cli.js";
import { outputTask } from "./output-task.js";

/** One that runs already ends first, and its terminal is used again: of a second, VS Code asks which of them shall end. */
export async function followOutput(target: JobTarget, cli: BundledCli): Promise<void> {
  const task = outputTask(target, cli);
  const running = vscode.tasks.taskExecutions.find((execution) => isSame(execution.task.definition, task.definition));
  if (running !== undefined) await end(running);
  await vscode.tasks.executeTask(task);
}

function isSame(one: vscode.TaskDefinition, other: vscode.TaskDefinition): boolean {
  return ["type", "task", "id", "jobsDirectory"].every((key) => one[key] === other[key]);
}

async function end(execution: vscode.TaskExecution): Promise<void> {
  await new Promise<void>((resolve) => {
    const watching = vscode.tasks.onDidEndTask((event) => {
      if (event.execution !== execution) return;
      watching.dispose();
      resolve();
    });
    execution.terminate();
  });
}
