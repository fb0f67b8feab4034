/** A job that nobody takes looks as if dirq were broken. */
import * as vscode from "vscode";
import { showInformation } from "../messages.js";
import type { QueueHandle } from "../queues/queues.js";

/** So long a submitted job may wait before somebody says that no worker takes it; in milliseconds. */
const WORKER_SHOULD_HAVE_IT = 3000;

/** The queues for which a message is open: one is enough, however many jobs are submitted. */
const offering = new Set<QueueHandle>();

/** A Python worker leaves no trace, so time has to tell as well. */
export async function offerWorker(queue: QueueHandle, id: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, WORKER_SHOULD_HAVE_IT));
  const [job, hasWorker] = await Promise.all([queue.live.details(id), queue.live.hasWorker()]);
  if (job?.row.state !== "queued" || hasWorker || offering.has(queue)) return;
  offering.add(queue);
  const start = "Start Worker";
  const answer = await showInformation(`“${job.row.label}” is queued, but no worker takes it.`, start);
  offering.delete(queue);
  if (answer === start) await vscode.commands.executeCommand("dirq.startWorker", { queue });
}
