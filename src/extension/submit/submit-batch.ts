/** Submitting many jobs at once, which may take long, be stopped on the way, and be taken back then. */
import type { JobParams } from "../../queue/job.js";
import { count, jobs as jobsInWords } from "../../wording/index.js";
import { runParts } from "../commands/bulk.js";
import { takeBack } from "../commands/take-back.js";
import { showWarning } from "../messages.js";
import type { QueueHandle } from "../queues.js";

const SUBMITTING = { title: "Submitting jobs", past: "submitted" };
const UNDO = "Undo";

/** The ids of those that were submitted: not of all where the person has stopped it. */
export async function submitBatch(
  queue: QueueHandle,
  jobs: readonly JobParams[],
  batch: string,
): Promise<readonly string[]> {
  const operate = (task: string): Promise<readonly string[]> => queue.live.submitMany(jobs, { batch }, task);
  const [ids = []] = await runParts([{ queue, operate }], { ...SUBMITTING, total: jobs.length });
  return ids;
}

export async function offerToTakeBack(queue: QueueHandle, ids: readonly string[], total: number): Promise<void> {
  const words = `Stopped: ${count(ids.length)} of ${jobsInWords(total)} ${SUBMITTING.past}.`;
  if ((await showWarning(words, UNDO)) === UNDO) await takeBack([{ queue, ids }]);
}
