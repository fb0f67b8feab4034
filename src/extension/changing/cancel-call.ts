/** What is asked of the queues for a person who cancels jobs. */
import type { JobState } from "../../queue/job.js";
import type { JobTarget } from "../queues/queues.js";
import { byQueue, type BulkOperation, type QueuePart } from "./parts.js";

const NOT_STARTED: readonly JobState[] = ["queued"];
const NOT_ENDED: readonly JobState[] = ["queued", "running"];

/** The person was asked about the jobs that ran; one that has started since then is left alone. */
export function callToCancel(targets: readonly JobTarget[]): {
  readonly parts: readonly QueuePart[];
  readonly operate: BulkOperation;
} {
  const isRunning = ({ row }: JobTarget): boolean => row.state === "running";
  const askedAbout = byQueue(targets.filter(isRunning));
  const others = byQueue(targets.filter((target) => !isRunning(target)));
  const idsAskedAbout = new Set(askedAbout.map(({ ids }) => ids));
  return {
    parts: [...askedAbout, ...others],
    operate: (live, ids, task) => live.cancel(ids, idsAskedAbout.has(ids) ? NOT_ENDED : NOT_STARTED, task),
  };
}
