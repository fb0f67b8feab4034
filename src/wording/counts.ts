/** How many jobs, in words. */
import type { JobState } from "../queue/job.js";

/** `1 job`, `3 jobs`. */
export function jobs(count: number): string {
  return count === 1 ? "1 job" : `${count} jobs`;
}

/** What a queue is busy with: `2 running · 14 queued`; `idle` when there is neither. */
export function activityWords(counts: Readonly<Record<JobState, number>>): string {
  const busy = (["running", "queued"] as const).filter((state) => counts[state] > 0);
  return busy.length === 0 ? "idle" : busy.map((state) => `${counts[state]} ${state}`).join(" · ");
}
