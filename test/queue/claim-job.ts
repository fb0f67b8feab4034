import assert from "node:assert/strict";
import type { Claim, ClaimOptions, JobQueue } from "../../src/queue/index.js";

/** Claims the next job, which has to be there. */
export function claimJob(queue: Pick<JobQueue, "claimNext">, options?: Partial<ClaimOptions>): Claim {
  const claim = queue.claimNext(options);
  assert.ok(claim, "there is a job to claim");
  return claim;
}
