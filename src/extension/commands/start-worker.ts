/** Start Worker: a terminal that runs the bundled `dirq worker`. Closing it lets running jobs finish. */
import * as vscode from "vscode";
import { bundledCli } from "../terminal/bundled-cli.js";
import { queueForWorker } from "../terminal/new-worker.js";
import { workerTerminal } from "../terminal/worker-terminal.js";
import { WorkerTerminals } from "../terminal/worker-terminals.js";
import type { CommandServices } from "./services.js";

export function registerStartWorker({ context, register, queues }: CommandServices): vscode.Disposable {
  const terminals = new WorkerTerminals(context.workspaceState);
  const cli = bundledCli(context);
  return register("dirq.startWorker", async (...args) => {
    const queue = await queueForWorker(queues, args, "Start Worker On");
    if (queue === undefined) return false;
    const terminal =
      (await terminals.find(queue.directory)) ?? vscode.window.createTerminal(workerTerminal(queue, { queues, cli }));
    terminal.show(true);
    await terminals.remember(queue.directory, terminal);
    return true;
  });
}
