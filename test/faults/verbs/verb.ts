import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { JobQueue } from "../../../src/queue/index.js";
import { claimJob } from "../../queue/claim-job.js";

/** One verb of the protocol: what is there before, and what is done until the process dies. */
export interface Verb {
  /** Makes the queue as it is before; returns the ids that are acknowledged. `otherDisk`: an empty directory. */
  prepare(queue: JobQueue, otherDisk: string): readonly string[];
  /** `acknowledge` is called with the id of a job once it is promised to somebody. A promise is to be awaited. */
  act(queue: JobQueue, ids: readonly string[], acknowledge: (id: string) => void): unknown;
  /** What holds in the end beside the promise. @throws AssertionError */
  verify?(queue: JobQueue, ids: readonly string[]): void;
}

export type Verbs = Readonly<Record<string, Verb>>;

export const DONE_WELL = { state: "completed", result: { by: "the one who died" } } as const;
export const DONE_BADLY = { state: "failed", error: "no", details: "because" } as const;

/** Two jobs in the queue. */
export function submitted(queue: JobQueue): string[] {
  return queue.submitMany([{ n: 1 }, { n: 2 }]).map(({ id }) => id);
}

/** Two jobs that have completed. */
export function completed(queue: JobQueue): string[] {
  const ids = submitted(queue);
  for (let n = 0; n < ids.length; n++) {
    queue.finish(claimJob(queue), { state: "completed", result: { by: "the first" } });
  }
  return ids;
}

/** Puts the results of a queue that does not exist yet on another disk, as people do who have a large one. */
export function resultsElsewhere(queue: JobQueue, otherDisk: string): void {
  mkdirSync(queue.directory, { recursive: true });
  symlinkSync(otherDisk, join(queue.directory, "completed_results"));
}
