/** When a job began and ended, and how long it waited and ran: the differences of two clocks' times in its file. */
import type { Job } from "../../queue/index.js";

export function startedAt(job: Job): Date | undefined {
  return job.state === "queued" ? undefined : job.startedAt;
}

export function endedAt(job: Job): Date | undefined {
  return job.state === "completed" || job.state === "failed" ? job.finishedAt : undefined;
}

/** In milliseconds. A job that ended without a start, as one does that is cancelled, waited until its end. */
export function waitedFor(job: Job, now: number): number | undefined {
  return lengthBetween(job.createdAt, startedAt(job) ?? endOrNow(job, now));
}

/** In milliseconds; undefined for a job that has not started. */
export function ranFor(job: Job, now: number): number | undefined {
  return lengthBetween(startedAt(job), endOrNow(job, now));
}

/** Undefined for a job that has ended, nobody knows when. */
function endOrNow(job: Job, now: number): Date | undefined {
  return job.state === "completed" || job.state === "failed" ? job.finishedAt : new Date(now);
}

/** Clocks of two machines may disagree. */
function lengthBetween(from: Date | undefined, to: Date | undefined): number | undefined {
  return from && to && Math.max(0, to.getTime() - from.getTime());
}
