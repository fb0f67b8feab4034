/** Which try of a job this is, in words. */
import type { JobParams } from "../queue/job.js";
import { bookkeeping } from "./waiting.js";

/** `attempt 2 of 4`; undefined for a job that is tried only once. `failedTries`: how many tries of it have failed already. */
export function attemptWords(params: JobParams, failedTries: number): string | undefined {
  const retries = bookkeeping(params, "retries");
  if (typeof retries !== "number" || retries < 1) return undefined;
  return `attempt ${failedTries + 1} of ${retries + 1}`;
}
