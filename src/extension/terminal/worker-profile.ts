/** The terminal profile “dirq Worker”, beside the shells in the menu of a new terminal. */
import * as vscode from "vscode";
import type { Queues } from "../queues/queues.js";
import type { BundledCli } from "./bundled-cli.js";
import { queueForWorker } from "./new-worker.js";
import { workerTerminal } from "./worker-terminal.js";

/** As in package.json's `terminal.profiles`. */
const PROFILE = "dirq.worker";

export function registerWorkerProfile(queues: Queues, cli: BundledCli): vscode.Disposable {
  return vscode.window.registerTerminalProfileProvider(PROFILE, {
    provideTerminalProfile: async () => {
      // VS Code offers a profile in any folder.
      if (!vscode.workspace.isTrusted) throw new Error("In Restricted Mode no worker is started.");
      const queue = await queueForWorker(queues, [], "Start Worker On");
      return queue && new vscode.TerminalProfile(workerTerminal(queue, { queues, cli }));
    },
  });
}
