/** A terminal that runs a worker. Closing it lets running jobs finish. */
import * as vscode from "vscode";
import type { QueueHandle } from "../queues/queues.js";
import type { BundledCli } from "./bundled-cli.js";
import { workerArgs } from "./new-worker.js";

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
