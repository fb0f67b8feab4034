/**
 * What a queue holds, for those who look at a page of it: every name, by listing, and the rows that were asked for.
 * Counts need no file to be read. The folders are the truth: each look lists them again and compares.
 */
import { inOrderOfPriority, JOB_STATES, type Job, type JobQueue, type JobState, type Place } from "../queue/index.js";
import { bookkeeping, isHeld } from "../wording/index.js";
import { rowOf } from "./job-row.js";
import type { Counts, JobRow } from "./live-queue.js";

type Places = ReadonlyMap<string, Place>;
type Names = Readonly<Record<JobState, readonly string[]>>;

/** Jobs that one look found in a state of those that have ended, and the look before did not; the newest first. */
export interface Arrived {
  /** They were queued or running. */
  readonly fromWork: readonly string[];
  /** They were not in the queue at all. */
  readonly fromNowhere: readonly string[];
}

const NOBODY: Arrived = { fromWork: [], fromNowhere: [] };

/** Rows that are read again by each look: enough for every row that a screen shows of jobs at work. */
const MOST_REREAD = 500;
/** After a job's end, in milliseconds. Later its result was taken away: by somebody who needed the space. */
const RESULT_IS_AWAITED_FOR = 10 * 60_000;
/** Files that are read while a panel waits for its job. */
const MOST_READ_FOR_RESUBMISSIONS = 20;

export class LiveIndex {
  private places: Places = new Map();
  private names: Names = { queued: [], running: [], completed: [], failed: [] };
  private readonly rows = new Map<string, JobRow>();
  private arrived: Readonly<Record<"completed" | "failed", Arrived>> = { completed: NOBODY, failed: NOBODY };
  private readonly versions: Record<JobState, number> = { queued: 0, running: 0, completed: 0, failed: 0 };
  /** Jobs whose file was written to since the last look, as far as a watch told. */
  private readonly written = new Set<string>();
  /** Names before this one have their row, in the state that is being read ahead. */
  private readonly readSoFar: Record<JobState, number> = { queued: 0, running: 0, completed: 0, failed: 0 };

  /** Ids of the jobs that say that they were resubmitted from this one, of all that were ever read. */
  private readonly resubmissions = new Map<string, Set<string>>();

  constructor(private readonly queue: JobQueue) {}

  counts(): Counts {
    const { queued, running, completed, failed } = this.names;
    return { queued: queued.length, running: running.length, completed: completed.length, failed: failed.length };
  }

  /** Jobs that run without a claim: a Python worker has them, or had them when it died. */
  get runningWithoutClaim(): readonly string[] {
    return this.names.running.filter((id) => this.places.get(id)?.claim === undefined);
  }

  /** Whether a person keeps a queued job from starting; its file's name tells. */
  isHeld(id: string): boolean {
    return isHeld(this.places.get(id) ?? {});
  }

  /** Whether a queued job waits for nothing but a slot. */
  isReady(id: string): boolean {
    return this.places.get(id)?.waiting === undefined;
  }

  /** By which claim a job runs; its file's name tells. */
  claimOf(id: string): string | undefined {
    return this.places.get(id)?.claim;
  }

  /** Says that a job's file was written to, so that the next look reads it again. */
  hint(id: string): void {
    this.written.add(id);
  }

  /** Forgets all that was read. */
  forget(): void {
    this.rows.clear();
    for (const state of JOB_STATES) this.versions[state]++;
    this.startReadingAhead(JOB_STATES);
  }

  /**
   * Lists the queue, reads the jobs at work again if `reread` says so, and returns the states whose rows changed.
   * @throws DirqError NO_QUEUE, QUEUE_UNUSABLE; what the system says when a folder cannot be listed
   */
  look({ reread }: { readonly reread: boolean }): readonly JobState[] {
    const places = this.queue.scan();
    const changed = new Set<JobState>();
    const names = namesByState(places, this.queue.priorities());
    for (const state of JOB_STATES) if (!sameNames(names[state], this.names[state])) changed.add(state);
    for (const state of this.dropOutdatedRows(places)) changed.add(state);
    this.arrived = {
      completed: changed.has("completed") ? arrivals(names.completed, this.places) : NOBODY,
      failed: changed.has("failed") ? arrivals(names.failed, this.places) : NOBODY,
    };
    this.places = places;
    this.names = names;
    if (reread) for (const state of this.rereadUnsettledRows()) changed.add(state);
    for (const state of changed) this.versions[state]++;
    this.startReadingAhead(changed);
    return JOB_STATES.filter((state) => changed.has(state));
  }

  /** What the last look found ended. */
  ended(state: "completed" | "failed"): Arrived {
    return this.arrived[state];
  }

  /** Empties the index, for a queue that is no more; returns the states that had rows. */
  clear(): readonly JobState[] {
    const changed = JOB_STATES.filter((state) => this.names[state].length > 0);
    this.places = new Map();
    this.names = namesByState(this.places, new Map());
    this.forget();
    return changed;
  }

  /** Ids of a state: of queued jobs the next to run first, then those that must wait; else the newest first. */
  ids(state: JobState): readonly string[] {
    return this.names[state];
  }

  /** Another number whenever something in the state has changed. */
  version(state: JobState): number {
    return this.versions[state];
  }

  /** Reads what is missing. A job that has moved on since the last look is left out. */
  rowsOf(ids: readonly string[]): readonly JobRow[] {
    return ids.flatMap((id) => this.row(id) ?? []);
  }

  /** The row of a job if it was read before; nothing is read. */
  known(id: string): JobRow | undefined {
    return this.rows.get(id);
  }

  /** How many rows there are that were read. */
  get rowsRead(): number {
    return this.rows.size;
  }

  /** Reads rows that nobody has asked for yet until the time is up; returns whether any are left. */
  readAhead(milliseconds: number): boolean {
    const end = performance.now() + milliseconds;
    for (const state of JOB_STATES) {
      const names = this.names[state];
      while (this.readSoFar[state] < names.length) {
        if (performance.now() >= end) return true;
        const id = names[this.readSoFar[state]++];
        if (id !== undefined) this.row(id);
      }
    }
    return false;
  }

  /**
   * The jobs that were resubmitted from this one, the oldest first. Only a newer job can be one, and of those that nobody
   * has read yet it reads a few: `complete` says whether none is left, else another call finds more.
   */
  resubmissionsOf(id: string): { readonly ids: readonly string[]; readonly complete: boolean } {
    const unread = this.unreadAfter(id, MOST_READ_FOR_RESUBMISSIONS + 1);
    this.rowsOf(unread.slice(0, MOST_READ_FOR_RESUBMISSIONS));
    const ids = [...(this.resubmissions.get(id) ?? [])].filter((each) => this.places.has(each)).sort();
    return { ids, complete: unread.length <= MOST_READ_FOR_RESUBMISSIONS };
  }

  /** Whether a job of the queue, of those that were read, was resubmitted from this one. */
  wasResubmitted(id: string): boolean {
    return [...(this.resubmissions.get(id) ?? [])].some((each) => this.places.has(each));
  }

  private row(id: string): JobRow | undefined {
    const known = this.rows.get(id);
    if (known !== undefined) return known;
    const place = this.places.get(id);
    const job = place && this.queue.readAt(place);
    if (job === undefined) return undefined;
    const row = rowOf(job, this.queue);
    this.rows.set(id, row);
    if (job.state !== "damaged") this.noteOrigin(job);
    return row;
  }

  /** At most so many of the jobs that came after this one and have no row yet. */
  private unreadAfter(id: string, most: number): readonly string[] {
    // Ids are times; of a job that somebody named by hand nobody knows what came after it.
    const start = /^\d{19}$/.test(id) ? id : "";
    const unread: string[] = [];
    for (const state of JOB_STATES) {
      for (const each of this.names[state]) {
        if (each > start && !this.rows.has(each) && unread.push(each) === most) return unread;
      }
    }
    return unread;
  }

  private noteOrigin({ id, params }: Job): void {
    const origin = bookkeeping(params, "resubmit_of");
    if (typeof origin !== "string") return;
    const known = this.resubmissions.get(origin);
    if (known === undefined) this.resubmissions.set(origin, new Set([id]));
    else known.add(id);
  }

  /** Rows whose job has moved, or whose file was written to; returns their states. */
  private dropOutdatedRows(places: Places): readonly JobState[] {
    const outdated = [...this.rows.values()].filter(
      ({ id }) => this.written.has(id) || !samePlace(places.get(id), this.places.get(id)),
    );
    this.written.clear();
    for (const { id } of outdated) this.rows.delete(id);
    return outdated.map(({ state }) => state);
  }

  /** Progress is written into a running job's file; a damaged file may only have been half written, a result be on its way. */
  private rereadUnsettledRows(): readonly JobState[] {
    const rows = [...this.rows.values()];
    const running = rows.filter(({ state }) => state === "running");
    const newest = Date.now() - RESULT_IS_AWAITED_FOR;
    const others = rows.filter(
      ({ state, damaged, resultMissing, finishedMs = 0 }) =>
        state !== "running" && (damaged !== undefined || (resultMissing === true && finishedMs > newest)),
    );
    const changed = [...running, ...others].slice(0, MOST_REREAD).filter((before) => {
      this.rows.delete(before.id);
      const now = this.row(before.id);
      return now === undefined || !sameRow(before, now);
    });
    return changed.map(({ state }) => state);
  }

  private startReadingAhead(states: Iterable<JobState>): void {
    for (const state of states) this.readSoFar[state] = 0;
  }
}

/** Queued: the next to run first, then those that must wait. Every other state: the newest first. */
function namesByState(places: Places, priorities: ReadonlyMap<string, number>): Names {
  const names: Record<JobState, string[]> = { queued: [], running: [], completed: [], failed: [] };
  const waiting: string[] = [];
  for (const { id, state, waiting: why } of places.values()) (why === undefined ? names[state] : waiting).push(id);
  for (const state of JOB_STATES) {
    names[state].sort();
    if (state !== "queued") names[state].reverse();
  }
  return { ...names, queued: [...inOrderOfPriority(names.queued, priorities), ...waiting.sort()] };
}

function arrivals(ids: readonly string[], before: Places): Arrived {
  const fromWork: string[] = [];
  const fromNowhere: string[] = [];
  for (const id of ids) {
    const state = before.get(id)?.state;
    if (state === undefined) fromNowhere.push(id);
    else if (state === "queued" || state === "running") fromWork.push(id);
  }
  return { fromWork, fromNowhere };
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}

function samePlace(a: Place | undefined, b: Place | undefined): boolean {
  return a?.state === b?.state && a?.claim === b?.claim && a?.waiting === b?.waiting;
}

function sameRow(a: JobRow, b: JobRow): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
