/** What all queues of the window are busy with, together. */
import { JOB_STATES, type JobState } from "../../queue/job.js";
import type { Counts } from "../../live/live-queue.js";
import type { Queues } from "./queues.js";

/** Undefined where there is no queue to count. */
export function totalCounts(queues: Queues): Counts | undefined {
  const counts = queues.all.flatMap(({ status }) => (status?.kind === "ready" ? [status.counts] : []));
  if (counts.length === 0) return undefined;
  const total = (state: JobState): number => counts.reduce((sum, each) => sum + each[state], 0);
  const [queued, running, completed, failed] = JOB_STATES.map(total);
  return { queued: queued ?? 0, running: running ?? 0, completed: completed ?? 0, failed: failed ?? 0 };
}
