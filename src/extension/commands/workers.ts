/** What can be done with a row of the Workers view. */
import * as vscode from "vscode";
import type { WorkerTarget } from "../queues.js";
import type { CommandServices } from "./services.js";

export function registerWorkerCommands({ register }: CommandServices): vscode.Disposable {
  return vscode.Disposable.from(
    register("dirq.stopWorker", async (target) => {
      const { queue, row } = target as WorkerTarget;
      await queue.live.stopWorker(row.worker);
    }),
    register("dirq.showWorkerLog", async (target) => {
      const { logFile } = (target as WorkerTarget).row;
      if (logFile !== undefined) await vscode.commands.executeCommand("vscode.open", vscode.Uri.file(logFile));
    }),
  );
}
