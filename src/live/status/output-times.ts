/**
 * When running jobs printed last, and how long they were seen to print nothing before. Of a log only the time is asked for,
 * of each job that somebody looks at, and not more often than every half minute.
 */
import { lstatSync } from "node:fs";
import type { ReadableQueue } from "../../queue/index.js";
import type { LiveIndex } from "../live-index/live-index.js";
import type { JobRow } from "../live-queue.js";
import { outputFile } from "../logs/attempt-logs.js";

/** Milliseconds. */
const LOOK_EVERY = 30_000;

interface Seen {
  /** Of another run of the same job nothing is kept. */
  readonly startedMs: number | undefined;
  readonly lookedMs: number;
  readonly lastOutputMs: number | undefined;
  readonly longestGapMs: number;
}

export class OutputTimes {
  private readonly seen = new Map<string, Seen>();

  constructor(
    private readonly queue: Pick<ReadableQueue, "resultDirectory">,
    private readonly index: Pick<LiveIndex, "ids">,
    private readonly now: () => number = Date.now,
  ) {}

  /** A running job's row with when it printed; every other row as it is. */
  added(row: JobRow): JobRow {
    if (row.state !== "running" || row.lostWorker === true) return row;
    const { lastOutputMs, longestGapMs } = this.look(row);
    return lastOutputMs === undefined ? row : { ...row, lastOutputMs, longestGapMs };
  }

  private look({ id, startedMs }: JobRow): Seen {
    const last = this.seen.get(id);
    const before = last?.startedMs === startedMs ? last : undefined;
    const lookedMs = this.now();
    if (before !== undefined && lookedMs - before.lookedMs < LOOK_EVERY) return before;
    if (last === undefined) this.forgetEnded();
    const printedMs = lastOutput(outputFile(this.queue.resultDirectory(id)));
    // Otherwise it is the log of the attempt before, which the worker has not set aside yet.
    const lastOutputMs = printedMs !== undefined && printedMs >= (startedMs ?? 0) ? printedMs : undefined;
    const seen = { startedMs, lookedMs, lastOutputMs, longestGapMs: longestGap(before, lastOutputMs) };
    this.seen.set(id, seen);
    return seen;
  }

  private forgetEnded(): void {
    const running = new Set(this.index.ids("running"));
    for (const id of this.seen.keys()) if (!running.has(id)) this.seen.delete(id);
  }
}

/** It had been silent at the last look for as long as that; what it did between two looks nobody saw. */
function longestGap(before: Seen | undefined, lastOutputMs: number | undefined): number {
  if (before?.lastOutputMs === undefined) return 0;
  if (before.lastOutputMs === lastOutputMs) return before.longestGapMs;
  return Math.max(before.longestGapMs, before.lookedMs - before.lastOutputMs);
}

/** Undefined where nothing was printed, and for what is no log. */
function lastOutput(path: string): number | undefined {
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    return stat?.isFile() === true && stat.size > 0 ? stat.mtimeMs : undefined;
  } catch {
    // That the queue cannot be read is its status to tell.
    return undefined;
  }
}
