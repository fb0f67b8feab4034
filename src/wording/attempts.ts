/** Which try of a job this is, in words. */
import type { JobOrDamaged, JobParams } from "../queue/job.js";
import { endWords } from "./ends.js";
import { endOfRow, type RowFacts } from "./rows.js";
import { bookkeeping } from "./waiting.js";

/** `attempt 2 of 4`; undefined for a job that is tried only once. `failedTries`: how many tries of it have failed already. */
export function attemptWords(params: JobParams, failedTries: number): string | undefined {
  const tries = triesOf(params);
  return tries === undefined ? undefined : `attempt ${failedTries + 1} of ${tries}`;
}

/** The same of a job that has not ended. Its failed tries are counted, which lists a folder, only where they are told. */
export function attemptOf(job: JobOrDamaged, queue: { failedTries(id: string): number }): string | undefined {
  if (job.state !== "queued" && job.state !== "running") return undefined;
  return triesOf(job.params) === undefined ? undefined : attemptWords(job.params, queue.failedTries(job.id));
}

function triesOf(params: JobParams): number | undefined {
  const retries = bookkeeping(params, "retries");
  return typeof retries === "number" && retries >= 1 ? retries + 1 : undefined;
}

/** `Attempt 1 of 3`. */
export function earlierAttemptLabel(number: number, attempts: number): string {
  return `Attempt ${number} of ${attempts}`;
}

/** `Attempt 3 of 3, exit 1`; of a job that has not ended, how it stands. */
export function lastAttemptLabel(row: RowFacts, attempts: number): string {
  const end = endOfRow(row);
  return `${earlierAttemptLabel(attempts, attempts)}, ${end === undefined ? row.state : endWords(end)}`;
}
