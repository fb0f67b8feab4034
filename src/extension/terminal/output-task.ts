/** A task that follows a job's output: unlike a plain terminal, what it printed stays to be read when the job has ended. */
import * as vscode from "vscode";
import type { JobTarget } from "../queues/queues.js";
import { TASK_TYPE } from "../tasks/definition.js";
import type { BundledCli } from "./bundled-cli.js";
import { outputArgs } from "./output-args.js";

export interface OutputTaskOptions {
  readonly definition: vscode.TaskDefinition;
  readonly title: string;
  readonly cli: BundledCli;
}

/** By this alone VS Code tells one task from another, and makes it again after a reload. */
export function outputDefinition({ queue, row }: JobTarget): vscode.TaskDefinition {
  return { type: TASK_TYPE, task: "logs", id: row.id, jobsDirectory: queue.directory };
}

export function outputTask({ queue, row }: JobTarget, options: OutputTaskOptions): vscode.Task {
  const { definition, title, cli } = options;
  const { node, script, env } = cli;
  const execution = new vscode.ProcessExecution(node, [script, ...outputArgs(queue.directory, row.id)], {
    env: { ...env },
  });
  const scope = queue.folder ?? vscode.TaskScope.Workspace;
  const task = new vscode.Task(definition, scope, title, TASK_TYPE, execution, []);
  task.isBackground = true;
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    panel: vscode.TaskPanelKind.Dedicated,
    focus: false,
    echo: false,
    showReuseMessage: false,
  };
  return task;
}
