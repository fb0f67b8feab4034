/** Which attempt at a job this is, in words. */
import type { JobOrDamaged, JobParams } from "../queue/job.js";
import { endWords } from "./ends.js";
import { endOfRow, type RowFacts } from "./rows.js";
import { bookkeeping } from "./waiting.js";

/** `attempt 2 of 4`; undefined for a job that is tried only once. `failedAttempts`: how many have failed already. */
export function attemptWords(params: JobParams, failedAttempts: number): string | undefined {
  const attempts = mostAttempts(params);
  return attempts === undefined ? undefined : `attempt ${failedAttempts + 1} of ${attempts}`;
}

/** The same of a job that has not ended. Its failed attempts are counted, which lists a folder, only where they are told. */
export function attemptOf(job: JobOrDamaged, queue: { failedAttempts(id: string): number }): string | undefined {
  if (job.state !== "queued" && job.state !== "running") return undefined;
  return mostAttempts(job.params) === undefined ? undefined : attemptWords(job.params, queue.failedAttempts(job.id));
}

function mostAttempts(params: JobParams): number | undefined {
  const retries = bookkeeping(params, "retries");
  return typeof retries === "number" && retries >= 1 ? retries + 1 : undefined;
}

/** `Attempt 1 of 3`; `Attempt 1` where nobody has counted them. */
export function earlierAttemptLabel(number: number, attempts: number | undefined): string {
  return attempts === undefined ? `Attempt ${number}` : `Attempt ${number} of ${attempts}`;
}

/** `Attempt 3 of 3, exit 1`; of a job that has not ended, how it stands. */
export function lastAttemptLabel(row: RowFacts, attempts: number | undefined): string {
  const end = endOfRow(row);
  const which = attempts === undefined ? "Last attempt" : earlierAttemptLabel(attempts, attempts);
  return `${which}, ${end === undefined ? row.state : endWords(end)}`;
}
