/** Start Worker: a terminal that runs the bundled `dirq worker`. Closing it lets running jobs finish. */
import * as vscode from "vscode";
import type { QueueHandle } from "../queues.js";
import { givenQueue } from "./given.js";
import { pickQueue } from "./pick.js";
import type { CommandServices } from "./services.js";
import { WorkerTerminals } from "./worker-terminals.js";

export function registerStartWorker({ context, register, queues }: CommandServices): vscode.Disposable {
  const terminals = new WorkerTerminals(context.workspaceState);
  const script = context.asAbsolutePath("dist/cli.js");
  return register("dirq.startWorker", async (...args) => {
    if (queues.all.length === 0) throw new Error("Open a folder first: a worker runs the jobs of a directory in it.");
    const queue = givenQueue(args) ?? (await pickQueue(candidates(queues.all), "Start Worker On"));
    if (queue === undefined) return false;
    if (queue.status?.kind === "missing") await queue.live.create();
    const terminal = (await terminals.find(queue.directory)) ?? vscode.window.createTerminal(optionsFor(queue, script));
    terminal.show(true);
    await terminals.remember(queue.directory, terminal);
    return true;
  });
}

/** Where there is a queue, nobody wants a worker on one that is not there yet. */
function candidates(queues: readonly QueueHandle[]): readonly QueueHandle[] {
  const ready = queues.filter(({ status }) => status?.kind === "ready");
  return ready.length > 0 ? ready : queues;
}

function optionsFor(queue: QueueHandle, script: string): vscode.TerminalOptions {
  const shell = vscode.workspace.getConfiguration("dirq").get<string>("shell", "").trim();
  return {
    name: "dirq worker",
    iconPath: new vscode.ThemeIcon("layers"),
    // VS Code's own Node, so that no other has to be installed; there is no shell of the person's in between.
    shellPath: process.execPath,
    shellArgs: [script, "worker", "--jobs-dir", queue.directory, ...(shell === "" ? [] : ["--shell", shell])],
    env: { ELECTRON_RUN_AS_NODE: "1" },
    ...(queue.folder === undefined ? {} : { cwd: queue.folder.uri }),
  };
}
