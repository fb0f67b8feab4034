/** What can be done with a row of the Workers view. */
import * as vscode from "vscode";
import { jobs } from "../../wording/index.js";
import { givenRow } from "../choosing/given.js";
import { confirm } from "../messages.js";
import type { WorkerTarget } from "../queues/queues.js";
import type { CommandServices } from "./services.js";

export function registerWorkerCommands({ register }: CommandServices): vscode.Disposable {
  return vscode.Disposable.from(
    register("dirq.stopWorker", async (...args) => {
      const { queue, row } = givenRow(args) as WorkerTarget;
      await queue.live.stopWorker(row.worker, "after-jobs");
    }),
    register("dirq.stopWorkerNow", async (...args) => {
      const { queue, row } = givenRow(args) as WorkerTarget;
      if (await mayStopJobs(row)) await queue.live.stopWorker(row.worker, "now");
    }),
    register("dirq.showWorkerLog", async (...args) => {
      const { logFile } = (givenRow(args) as WorkerTarget).row;
      if (logFile !== undefined) await vscode.commands.executeCommand("vscode.open", vscode.Uri.file(logFile));
    }),
  );
}

async function mayStopJobs({ name, jobs: ids }: WorkerTarget["row"]): Promise<boolean> {
  if (ids.length === 0) return true;
  const question = `Stop worker ${name} and ${ids.length === 1 ? "the job" : jobs(ids.length)} that it runs?`;
  const detail = "They go back to the queue, and start from the beginning when a worker takes them.";
  return confirm(question, { detail, act: "Stop Now" });
}
