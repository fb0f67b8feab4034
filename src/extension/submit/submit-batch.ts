/** Submitting many jobs at once, which may take long, be stopped or fail on the way, and be taken back then. */
import type { BatchResult } from "../../live/live-queue.js";
import type { JobParams } from "../../queue/job.js";
import { runParts } from "../changing/bulk.js";
import { UNDO } from "../changing/offer.js";
import { takeBack } from "../changing/take-back.js";
import { showWarning } from "../messages.js";
import type { QueueHandle } from "../queues/queues.js";
import { partlySubmitted } from "./partly-submitted.js";

export async function submitBatch(queue: QueueHandle, jobs: readonly JobParams[], batch: string): Promise<BatchResult> {
  const operate = (task: string): Promise<BatchResult> => queue.live.submitMany(jobs, { batch }, task);
  const [submitted] = await runParts([{ queue, operate }], { title: "Submitting jobs", total: jobs.length });
  return submitted ?? { ids: [] };
}

export async function offerToTakeBack(queue: QueueHandle, submitted: BatchResult, total: number): Promise<void> {
  const answer = await showWarning(partlySubmitted(submitted, total), UNDO);
  if (answer === UNDO) await takeBack([{ queue, ids: submitted.ids }]);
}
