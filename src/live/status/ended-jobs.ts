/**
 * Which jobs have ended since the queue was last looked at. Their files alone are read, however little anybody looks, and
 * of very many at once only some.
 */
import { endOfRow } from "../../wording/index.js";
import type { Arrived, LiveIndex } from "../live-index/live-index.js";
import type { EndedJobs, JobRow } from "../live-queue.js";
import { BatchEnds } from "./batch-ends.js";

/** In each state. More are counted, and nobody would read their names. */
const MOST_READ = 200;

const END_STATES = ["completed", "failed"] as const;

export class EndedJobsWatch {
  private readonly batchEnds: BatchEnds;
  /** Ids of those that were told since that listing: one may be removed and restored before the next. */
  private readonly told = new Set<string>();
  private toldSinceMs: number | undefined;

  constructor(private readonly index: LiveIndex) {
    this.batchEnds = new BatchEnds(index);
  }

  /** After each look of the index; undefined when nothing has ended, and for the first look of all. */
  look(): EndedJobs | undefined {
    const sinceMs = this.index.unlistedSinceMs;
    if (sinceMs !== this.toldSinceMs) this.told.clear();
    this.toldSinceMs = sinceMs;
    if (sinceMs === undefined) return undefined;
    const [completed, failed] = END_STATES.map((state) => this.read(this.index.ended(state), sinceMs));
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
    this.told.clear();
    this.batchEnds.forget();
  }

  private read(ids: Arrived, sinceMs: number): { readonly rows: readonly JobRow[]; readonly left: number } {
    const fromWork = this.index.rowsOf(ids.fromWork.slice(0, MOST_READ));
    // Submitted and ended between two looks, or seen by no hinted look; or restored from the trash, and ended long ago.
    const news = this.index
      .rowsOf(ids.fromNowhere.slice(0, MOST_READ))
      .filter(({ id, finishedMs = 0 }) => finishedMs > sinceMs && !this.told.has(id));
    const rows = [...fromWork, ...news].filter((row) => endOfRow(row) !== undefined && row.damaged === undefined);
    for (const { id } of rows) this.told.add(id);
    return { rows, left: Math.max(0, ids.fromWork.length - MOST_READ) };
  }
}
