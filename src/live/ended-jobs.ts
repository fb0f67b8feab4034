/**
 * Which jobs have ended since the queue was last looked at. Their files alone are read, however little anybody looks, and
 * of very many at once only some.
 */
import { endOfRow } from "../wording/index.js";
import { BatchEnds } from "./batch-ends.js";
import type { Arrived, LiveIndex } from "./live-index.js";
import type { EndedJobs, JobRow } from "./live-queue.js";

/** In each state. More are counted, and nobody would read their names. */
const MOST_READ = 200;

const END_STATES = ["completed", "failed"] as const;

export class EndedJobsWatch {
  private readonly batchEnds: BatchEnds;
  private lastLook: number | undefined;

  constructor(
    private readonly index: LiveIndex,
    private readonly now: () => number = Date.now,
  ) {
    this.batchEnds = new BatchEnds(index);
  }

  /** After each look of the index; undefined when nothing has ended, and for the first look of all. */
  look(): EndedJobs | undefined {
    const { lastLook } = this;
    this.lastLook = this.now();
    if (lastLook === undefined) return undefined;
    const [completed, failed] = END_STATES.map((state) => this.read(this.index.ended(state), lastLook));
    if (completed === undefined || failed === undefined) return undefined;
    const ended = {
      completed: completed.rows,
      failed: failed.rows,
      left: { completed: completed.left, failed: failed.left },
    };
    const batches = this.batchEnds.after(ended);
    const count = completed.rows.length + completed.left + failed.rows.length + failed.left + batches.length;
    return count === 0 ? undefined : { ...ended, batches };
  }

  /** The queue is gone; what it holds when it comes back may have ended at any time. */
  forget(): void {
    this.lastLook = undefined;
    this.batchEnds.forget();
  }

  private read(ids: Arrived, lastLook: number): { readonly rows: readonly JobRow[]; readonly left: number } {
    const rows = this.index.rowsOf(ids.fromWork.slice(0, MOST_READ));
    // Submitted and ended between two looks; or restored from the trash, and ended long ago.
    const news = this.index
      .rowsOf(ids.fromNowhere.slice(0, MOST_READ))
      .filter(({ finishedMs = 0 }) => finishedMs > lastLook);
    return {
      rows: [...rows, ...news].filter((row) => endOfRow(row) !== undefined && row.damaged === undefined),
      left: Math.max(0, ids.fromWork.length - MOST_READ),
    };
  }
}
