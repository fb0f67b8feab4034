/** A terminal that runs a worker. Closing it lets running jobs finish. */
import * as vscode from "vscode";
import type { QueueHandle, Queues } from "../queues/queues.js";
import type { BundledCli } from "./bundled-cli.js";
import { workerArgs } from "./new-worker.js";
import { workerTitle } from "./worker-title.js";

export interface WorkerTerminalServices {
  readonly queues: Queues;
  readonly cli: BundledCli;
}

export function workerTerminal(
  queue: QueueHandle,
  { queues, cli: { node, script, env } }: WorkerTerminalServices,
): vscode.TerminalOptions {
  return {
    name: workerTitle(queue, queues),
    iconPath: new vscode.ThemeIcon("layers"),
    // There is no shell of the person's in between.
    shellPath: node,
    shellArgs: [script, ...workerArgs(queue)],
    env,
    ...(queue.folder === undefined ? {} : { cwd: queue.folder.uri }),
  };
}
