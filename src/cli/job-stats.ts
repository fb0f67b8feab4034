/**
 * What jobs came to, added up one after the other: how many there are, how long they waited and ran. Of each job three
 * numbers are kept, and nothing of its text but the group that it belongs to.
 */
import { JOB_STATES, type Job, type JobOrDamaged } from "../queue/index.js";

/** In milliseconds. */
export interface Lengths {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
  readonly max: number;
  readonly total: number;
}

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
  readonly runs: number[] = [];
  readonly ends: number[] = [];
  private readonly waits: number[] = [];
  private firstStart = Infinity;
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
    if (end !== undefined) this.ends.push(end);
    if (start === undefined || end === undefined) return;
    this.firstStart = Math.min(this.firstStart, start);
    // Clocks of two machines may disagree.
    const ran = Math.max(0, end - start);
    this.runs.push(ran);
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

  /** From the first start to the last end, in milliseconds since 1970; undefined where no job has ended. */
  get span(): { readonly from: number; readonly to: number } | undefined {
    const to = this.ends.reduce((latest, end) => Math.max(latest, end), -Infinity);
    const first = this.ends.reduce((earliest, end) => Math.min(earliest, end), this.firstStart);
    return to === -Infinity ? undefined : { from: first, to };
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
