/** What has to be said when not all of a batch was submitted: the others are in the queue, and may run by now. */
import type { BatchResult } from "../../live/live-queue.js";
import { count, jobs, withFullStop } from "../../wording/index.js";

/** `Stopped: 64 of 1,000 jobs submitted.`, or `192 of 1,000 jobs submitted. ENOSPC: no space left on device.` */
export function partlySubmitted({ ids, failure }: BatchResult, total: number): string {
  const counted = `${count(ids.length)} of ${jobs(total)} submitted.`;
  if (failure === undefined) return `Stopped: ${counted}`;
  return `${counted} ${withFullStop(failure)}`;
}
