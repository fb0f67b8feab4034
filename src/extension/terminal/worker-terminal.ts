/** A terminal that runs a worker. Closing it lets running jobs finish. */
import * as vscode from "vscode";
import { workerArgs } from "../commands/new-worker.js";
import type { QueueHandle } from "../queues/queues.js";
import type { BundledCli } from "./bundled-cli.js";

export function workerTerminal(queue: QueueHandle, { node, script, env }: BundledCli): vscode.TerminalOptions {
  return {
    name: "dirq worker",
    iconPath: new vscode.ThemeIcon("layers"),
    // There is no shell of the person's in between.
    shellPath: node,
    shellArgs: [script, ...workerArgs(queue)],
    env,
    ...(queue.folder === undefined ? {} : { cwd: queue.folder.uri }),
  };
}
