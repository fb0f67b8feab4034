/** What starting a worker needs, wherever it then runs: a queue, and the command line. */
import * as vscode from "vscode";
import { queueFor } from "../choosing/pick.js";
import type { QueueHandle, Queues } from "../queues/queues.js";
import { readyQueues } from "../queues/ready.js";

/** Made where there is none yet; undefined when the person changed their mind. */
export async function queueForWorker(
  queues: Queues,
  args: readonly unknown[],
  title: string,
): Promise<QueueHandle | undefined> {
  if (queues.all.length === 0) throw new Error("Open a folder first: a worker runs the jobs of a directory in it.");
  const queue = await queueFor(queues, args, { candidates: candidates(queues), title });
  if (queue?.status?.kind === "missing") await queue.live.create();
  return queue;
}

/** For the `dirq` that the extension brings. */
export function workerArgs({ directory }: QueueHandle): string[] {
  const shell = shellSetting();
  return ["worker", "--jobs-dir", directory, ...(shell === "" ? [] : ["--shell", shell])];
}

/** What workers run commands with; empty: their default. */
export function shellSetting(): string {
  return vscode.workspace.getConfiguration("dirq").get<string>("shell", "").trim();
}

/** Where there is a queue, nobody wants a worker on one that is not there yet. */
function candidates(queues: Queues): readonly QueueHandle[] {
  const ready = readyQueues(queues);
  return ready.length > 0 ? ready : queues.all;
}
