/** How many there are, in words. */
import type { JobState } from "../queue/job.js";

/** `1,230`. */
export function count(number: number): string {
  return number.toLocaleString("en-US");
}

/** `1 job`, `3 jobs`, `1,230 jobs`. */
export function jobs(number: number): string {
  return number === 1 ? "1 job" : `${count(number)} jobs`;
}

/** Which jobs something was done to that was asked for all of a state. */
export interface Scope {
  readonly state: JobState;
  /** Only to those that the filter shows. */
  readonly filtered: boolean;
}

/** `12 failed jobs that the filter shows`. */
export function jobsIn(number: number, { state, filtered }: Scope): string {
  return `${count(number)} ${state} ${number === 1 ? "job" : "jobs"}${filtered ? " that the filter shows" : ""}`;
}

/** What a queue is busy with: `2 running · 14 queued`; `idle` when there is neither. */
export function activityWords(counts: Readonly<Record<JobState, number>>): string {
  const busy = (["running", "queued"] as const).filter((state) => counts[state] > 0);
  return busy.length === 0 ? "idle" : busy.map((state) => `${count(counts[state])} ${state}`).join(" · ");
}
