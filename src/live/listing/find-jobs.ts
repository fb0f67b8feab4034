/** Jobs by their ids, also those that were submitted since the queue was last looked at. */
import { isClaimableId, type ReadableQueue } from "../../queue/index.js";
import { rowOf } from "../live-index/job-row.js";
import type { JobRow } from "../live-queue.js";

/** Without those that are not there. */
export function findJobs(queue: ReadableQueue, ids: readonly string[]): readonly JobRow[] {
  return ids.filter(isClaimableId).flatMap((id) => {
    const job = queue.get(id);
    return job === undefined ? [] : [rowOf(job, queue)];
  });
}
