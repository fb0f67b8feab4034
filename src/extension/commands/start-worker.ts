/** Start Worker: a terminal that runs the bundled `dirq worker`. Closing it lets running jobs finish. */
import * as vscode from "vscode";
import type { QueueHandle } from "../queues.js";
import { queueForWorker, workerArgs } from "./new-worker.js";
import type { CommandServices } from "./services.js";
import { WorkerTerminals } from "./worker-terminals.js";

export function registerStartWorker({ context, register, queues }: CommandServices): vscode.Disposable {
  const terminals = new WorkerTerminals(context.workspaceState);
  const script = context.asAbsolutePath("dist/cli.js");
  return register("dirq.startWorker", async (...args) => {
    const queue = await queueForWorker(queues, args, "Start Worker On");
    if (queue === undefined) return false;
    const terminal = (await terminals.find(queue.directory)) ?? vscode.window.createTerminal(optionsFor(queue, script));
    terminal.show(true);
    await terminals.remember(queue.directory, terminal);
    return true;
  });
}

function optionsFor(queue: QueueHandle, script: string): vscode.TerminalOptions {
  return {
    name: "dirq worker",
    iconPath: new vscode.ThemeIcon("layers"),
    // VS Code's own Node, so that no other has to be installed; there is no shell of the person's in between.
    shellPath: process.execPath,
    shellArgs: [script, ...workerArgs(queue)],
    env: { ELECTRON_RUN_AS_NODE: "1" },
    ...(queue.folder === undefined ? {} : { cwd: queue.folder.uri }),
  };
}
