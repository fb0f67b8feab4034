/** Tasks of type `dirq`: a worker for each queue is offered, and tasks.json can hold others. */
import { relative } from "node:path";
import * as vscode from "vscode";
import { firstReport } from "../queues/answering.js";
import type { QueueHandle, Queues } from "../queues/queues.js";
import { readyQueues } from "../queues/ready.js";
import type { BundledCli } from "../terminal/bundled-cli.js";
import { shellSetting } from "../terminal/new-worker.js";
import { holdsVariable } from "../terminal/variables.js";
import { argsOf, readDefinition, TASK_TYPE, type DirqTask } from "./definition.js";
import { refusal } from "./refusal.js";

export function registerTasks(queues: Queues, cli: BundledCli): vscode.Disposable {
  return vscode.tasks.registerTaskProvider(TASK_TYPE, {
    provideTasks: async () => {
      if (!vscode.workspace.isTrusted) return [];
      await Promise.all(queues.all.map(firstReport));
      return readyQueues(queues).map((queue) => workerTask(queue, { queues, cli }));
    },
    resolveTask: ({ definition, scope, name }) => {
      const read = readDefinition(definition);
      // VS Code knows the task by the very object that it read.
      if ("task" in read) return makeTask(read.task, { definition, scope, name, queues, cli });
      // Without one it would say that nobody knows tasks of this type.
      return new vscode.Task(definition, scope ?? vscode.TaskScope.Workspace, name, TASK_TYPE, refusal(read.fault), []);
    },
  });
}

interface TaskServices {
  readonly queues: Queues;
  readonly cli: BundledCli;
}

function workerTask(queue: QueueHandle, { queues, cli }: TaskServices): vscode.Task {
  const task: DirqTask = { task: "worker", ...nameOf(queue, queues) };
  const name = queues.all.length === 1 ? "worker" : `worker (${queue.label})`;
  const { directory, folder } = queue;
  const definition = { type: TASK_TYPE, ...task };
  return makeTask(task, { definition, directory, scope: folder, name, queues, cli });
}

/**
 * In the words of tasks.json: relative to its folder, and left out where the folder has but this one. VS Code remembers
 * them, and takes them for a person's when it runs the task again.
 */
function nameOf({ directory, folder }: QueueHandle, { all }: Queues): Pick<DirqTask, "jobsDirectory"> {
  if (holdsVariable(directory)) return {};
  if (folder === undefined) return { jobsDirectory: directory };
  if (all.filter((queue) => queue.folder === folder).length === 1) return {};
  return { jobsDirectory: relative(folder.uri.fsPath, directory) };
}

const HOLDS_VARIABLE =
  "The path of this queue, or of its folder, has ${ in it, which VS Code would read as a variable. " +
  "Give the directory another name, or run dirq in a terminal.";

interface TaskOptions extends TaskServices {
  readonly definition: vscode.TaskDefinition;
  /** Of the queue, where it is known; else the task names it, in the words of a person, or means the folder's. */
  readonly directory?: string;
  readonly scope: vscode.Task["scope"];
  readonly name: string;
}

function makeTask(task: DirqTask, { definition, directory, scope, name, queues, cli }: TaskOptions): vscode.Task {
  const folder = typeof scope === "object" ? scope : vscode.workspace.workspaceFolders?.[0];
  const jobsDirectory = defaultQueue(folder, queues);
  const notWritten = [directory ?? (task.jobsDirectory === undefined ? jobsDirectory : ""), folder?.uri.fsPath ?? ""];
  const execution = notWritten.some(holdsVariable)
    ? refusal(HOLDS_VARIABLE)
    : new vscode.ProcessExecution(cli.node, [cli.script, ...argsOf(task, { jobsDirectory, shell: shellSetting() })], {
        env: { ...cli.env },
        ...(folder === undefined ? {} : { cwd: folder.uri.fsPath }),
      });
  const made = new vscode.Task(definition, scope ?? vscode.TaskScope.Workspace, name, TASK_TYPE, execution, []);
  made.isBackground = task.task !== "submit";
  return made;
}

/** The first of the task's folder; in a window of another folder, what the command line takes by default. */
function defaultQueue(folder: vscode.WorkspaceFolder | undefined, { all }: Queues): string {
  return all.find((queue) => queue.folder?.uri.toString() === folder?.uri.toString())?.directory ?? "jobs";
}
