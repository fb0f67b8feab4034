/**
 * How long a command usually takes: the median of its last runs that went well, among the rows that were read anyway. No
 * file is read for it, and only the newest jobs are looked through.
 */
import type { LiveIndex } from "../live-index/live-index.js";
import type { JobRow } from "../live-queue.js";
import { median } from "./median.js";

/** The newest completed jobs that are looked through: what is older ran on another day. */
const MOST_LOOKED_AT = 2000;
/** Of each command: the last runs say more than all of them. */
const MOST_RUNS = 20;
/** One run alone may have been an exception. */
const FEWEST_RUNS = 2;

export class UsualTimes {
  private medians: ReadonlyMap<string, number> = new Map();
  private version = -1;
  private rowsRead = -1;

  constructor(private readonly index: Pick<LiveIndex, "ids" | "completedVersion" | "known" | "rowsRead">) {}

  /** A running job's row with how long its command usually takes; every other row as it is. */
  added(row: JobRow): JobRow {
    if (row.state !== "running") return row;
    const usualMs = this.current().get(commandOf(row));
    return usualMs === undefined ? row : { ...row, usualMs };
  }

  private current(): ReadonlyMap<string, number> {
    const { completedVersion: version, rowsRead } = this.index;
    if (version !== this.version || rowsRead !== this.rowsRead) this.medians = this.read();
    this.version = version;
    this.rowsRead = rowsRead;
    return this.medians;
  }

  private read(): ReadonlyMap<string, number> {
    const runs = new Map<string, number[]>();
    for (const id of this.index.ids("completed").slice(0, MOST_LOOKED_AT)) {
      const row = this.index.known(id);
      if (row?.startedMs === undefined || row.finishedMs === undefined) continue;
      const times = runs.get(commandOf(row)) ?? [];
      if (times.length < MOST_RUNS) times.push(row.finishedMs - row.startedMs);
      runs.set(commandOf(row), times);
    }
    return new Map([...runs].flatMap(([command, times]) => medianOf(command, times)));
  }
}

function medianOf(command: string, times: readonly number[]): readonly (readonly [string, number])[] {
  const usual = times.length < FEWEST_RUNS ? undefined : median(times);
  return usual === undefined ? [] : [[command, usual]];
}

/** A job without a name is shown by its command. */
function commandOf({ command, label }: JobRow): string {
  return command ?? label;
}
