/** Looks at the jobs of one queue that a person asked to hear of, whenever something may have changed. Pure. */
import type { JobRow } from "../../live/live-queue.js";
import { hasEnded } from "../../queue/job.js";
import { OneAtATime } from "../one-at-a-time.js";

/**
 * A Python worker has a job in no folder for a moment when it moves it, and a deleted one may be brought back: what is
 * missed for longer, in milliseconds, is gone.
 */
const MISSED = 10 * 60_000;

export interface AskedForJobs {
  ids(): readonly string[];
  /** Without those that are gone; undefined where the queue does not answer. */
  rows(ids: readonly string[]): Promise<readonly JobRow[] | undefined>;
  tell(rows: readonly JobRow[]): void;
  forget(ids: readonly string[]): PromiseLike<void>;
  /** Says that a look failed; the next one may not. */
  report(error: unknown): void;
}

export class AskedForLooks {
  /** So that nothing is told twice. */
  private readonly looks = new OneAtATime(() => this.lookOnce().catch((error: unknown) => this.jobs.report(error)));
  /** When a job that is not there was first missed. */
  private missedSince: ReadonlyMap<string, number> = new Map();

  constructor(
    private readonly jobs: AskedForJobs,
    private readonly now: () => number = Date.now,
  ) {}

  look(): Promise<void> {
    return this.looks.ask();
  }

  private async lookOnce(): Promise<void> {
    const ids = this.jobs.ids();
    const rows = ids.length === 0 ? [] : await this.jobs.rows(ids);
    if (rows === undefined) return;
    const done = rows.filter(hasEnded);
    const over = [...this.goneOf(ids, rows), ...done.map(({ id }) => id)];
    if (done.length > 0) this.jobs.tell(done);
    if (over.length > 0) await this.jobs.forget(over);
  }

  private goneOf(ids: readonly string[], rows: readonly JobRow[]): readonly string[] {
    const now = this.now();
    const there = new Set(rows.map(({ id }) => id));
    const missing = ids.filter((id) => !there.has(id));
    this.missedSince = new Map(missing.map((id) => [id, this.missedSince.get(id) ?? now]));
    return missing.filter((id) => now - (this.missedSince.get(id) ?? now) >= MISSED);
  }
}
