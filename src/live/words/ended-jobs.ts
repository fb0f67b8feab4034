/** The jobs that ended since the queue was last looked at. */
import type { JobRow } from "./rows.js";

export interface EndedJobs {
  /** Of very many only some. */
  readonly completed: readonly JobRow[];
  readonly failed: readonly JobRow[];
  /** How many more ended in each way, whose rows were not read. */
  readonly left: Readonly<Record<"completed" | "failed", number>>;
  /** What is done now as a whole. */
  readonly batches: readonly BatchEnd[];
}

/** Jobs that were submitted together have all ended; or all that the queue had to do has. */
export interface BatchEnd {
  /** `params.dirq.batch`; undefined for the queue as a whole. */
  readonly batch: string | undefined;
  /** What its jobs are called, or how their names begin; undefined for the queue as a whole. */
  readonly label: string | undefined;
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Of the jobs that failed, as far as their rows are known. */
  readonly failedIds: readonly string[];
}
