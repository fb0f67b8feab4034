/**
 * What jobs came to, added up one after the other: how many there are, how long they waited and ran. Of each job
 * numbers are kept, and nothing of its text but the group that it belongs to.
 */
import { JOB_STATES, type Job, type JobOrDamaged } from "../../queue/index.js";

/** In milliseconds. */
export interface Lengths {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
  readonly max: number;
  readonly total: number;
}

/** In milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** How much was done in a span of time. */
export interface Throughput {
  /** How many ended of those that had begun. */
  readonly ran: number;
  /** In milliseconds. */
  readonly within: number;
  /** How many ran at the same time, on average. */
  readonly atATime: number;
}

/** In milliseconds. What ran within less is no measure of what can be run in a second. */
const SHORTEST_SPAN = 100;

export interface GroupStats {
  readonly name: string;
  readonly completed: number;
  readonly failed: number;
  readonly ran: Lengths | undefined;
}

interface Group {
  completed: number;
  failed: number;
  readonly runs: number[];
}

export class JobStats {
  readonly counts = { queued: 0, running: 0, completed: 0, failed: 0, damaged: 0 };
  /** How many have an end: of those that ran, and of those that were cancelled before. */
  ended = 0;
  readonly runs: number[] = [];
  /** Of each of the runs. */
  readonly ends: number[] = [];
  private readonly starts: number[] = [];
  private readonly waits: number[] = [];
  private readonly groupsByName = new Map<string, Group>();

  /** `groupOf`: what jobs are told together by. */
  constructor(private readonly groupOf: (job: Job) => string) {}

  add(job: JobOrDamaged): void {
    this.counts[job.state]++;
    if (job.state === "damaged" || job.state === "queued") return;
    const start = job.startedAt?.getTime();
    if (start !== undefined) this.waits.push(Math.max(0, start - job.createdAt.getTime()));
    if (job.state === "running") return;
    const end = job.finishedAt?.getTime();
    const group = this.group(this.groupOf(job));
    group[job.state]++;
    if (end !== undefined) this.ended++;
    if (start === undefined || end === undefined) return;
    // Clocks of two machines may disagree.
    const ran = Math.max(0, end - start);
    this.runs.push(ran);
    this.starts.push(start);
    this.ends.push(end);
    group.runs.push(ran);
  }

  get total(): number {
    return JOB_STATES.reduce((sum, state) => sum + this.counts[state], this.counts.damaged);
  }

  get waited(): Lengths | undefined {
    return lengthsOf(this.waits);
  }

  get ran(): Lengths | undefined {
    return lengthsOf(this.runs);
  }

  /** Undefined where nothing ran, or within no time to speak of. Of a run that began before the span, what lies inside counts. */
  throughput({ from, to }: Span): Throughput | undefined {
    const within = to - from;
    if (this.runs.length === 0 || within < SHORTEST_SPAN) return undefined;
    const busy = this.runs.reduce((sum, ran, run) => {
      const start = this.starts[run] ?? from;
      return sum + Math.max(0, Math.min(start + ran, to) - Math.max(start, from));
    }, 0);
    return { ran: this.runs.length, within, atATime: busy / within };
  }

  /** From the first start to the last end; undefined where no job has run. */
  get span(): Span | undefined {
    const to = this.ends.reduce((latest, end) => Math.max(latest, end), -Infinity);
    const from = [this.starts, this.ends].flat().reduce((earliest, time) => Math.min(earliest, time), Infinity);
    return to === -Infinity ? undefined : { from, to };
  }

  /** What took most time first. */
  get groups(): GroupStats[] {
    const groups = [...this.groupsByName].map(([name, { completed, failed, runs }]) => ({
      name,
      completed,
      failed,
      ran: lengthsOf(runs),
    }));
    return groups.sort((a, b) => (b.ran?.total ?? 0) - (a.ran?.total ?? 0) || (a.name < b.name ? -1 : 1));
  }

  private group(name: string): Group {
    const known = this.groupsByName.get(name);
    if (known !== undefined) return known;
    const group = { completed: 0, failed: 0, runs: [] };
    this.groupsByName.set(name, group);
    return group;
  }
}

function lengthsOf(lengths: readonly number[]): Lengths | undefined {
  const sorted = Float64Array.from(lengths).sort();
  const max = sorted.at(-1);
  if (max === undefined) return undefined;
  const total = sorted.reduce((sum, length) => sum + length, 0);
  return { count: sorted.length, median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), max, total };
}

/** The least that so large a part of them does not exceed: always one that occurred. */
function quantile(sorted: Float64Array, part: number): number {
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0;
}
