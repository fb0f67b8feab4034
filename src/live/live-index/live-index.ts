/**
 * What a queue holds, for those who look at a page of it: every name, by listing, and the rows that were asked for.
 * Counts need no file to be read. The folders are the truth: they are listed now and then and compared; between two
 * listings the jobs that a watch named are looked for one by one.
 */
import { JOB_STATES, type ReadableQueue, type JobState, type Place } from "../../queue/index.js";
import { isHeld } from "../../wording/index.js";
import type { Counts, JobRow } from "../live-queue.js";
import { Places, type Move } from "./places.js";
import { ReadingOrder } from "./reading-order.js";
import { RowsRead } from "./rows-read.js";

/** Jobs that one look found in a state of those that have ended, and the look before did not; the newest first. */
export interface Arrived {
  /** They were queued or running. */
  readonly fromWork: readonly string[];
  /** They were not in the queue at all. */
  readonly fromNowhere: readonly string[];
}

/** So many jobs are looked for one by one, and of a large queue a share of them; of more a listing costs less. */
const FEW_HINTS = 100;
const FEW_OF = 50;
/** Of more jobs the rows are read when somebody asks for them: most are of no use to anybody. */
const MOST_READ_AHEAD = 20_000;

export class LiveIndex {
  private readonly places = new Places();
  private readonly rows: RowsRead;
  private completedChanges = 0;
  private moves: readonly Move[] = [];
  /** Jobs whose files changed since the last look, as far as a watch told. */
  private readonly hinted = new Set<string>();
  private readonly ahead = new ReadingOrder();
  /** When the last listing began, and the one before the last look. */
  private listedMs: number | undefined;
  private listedBeforeMs: number | undefined;

  /** `onTouched` hears, after each look, which jobs came, went, moved on or changed; undefined: all. */
  constructor(
    private readonly queue: ReadableQueue,
    private readonly onTouched: (ids: readonly string[] | undefined) => void = () => undefined,
    private readonly now: () => number = Date.now,
  ) {
    this.rows = new RowsRead(queue, (id) => this.places.get(id));
  }

  counts(): Counts {
    const [queued, running, completed, failed] = JOB_STATES.map((state) => this.places.count(state));
    return { queued: queued ?? 0, running: running ?? 0, completed: completed ?? 0, failed: failed ?? 0 };
  }

  /** Jobs that run without a claim: a Python worker has them, or had them when it died. */
  get runningWithoutClaim(): readonly string[] {
    return this.places.ids("running").filter((id) => this.places.get(id)?.claim === undefined);
  }

  /** How many jobs a person keeps from starting; their files' names tell. */
  heldOf(ids: readonly string[]): number {
    return ids.filter((id) => isHeld(this.places.get(id) ?? {})).length;
  }

  /** Whether a queued job waits for nothing but a slot. */
  isReady(id: string): boolean {
    return this.places.get(id)?.waiting === undefined;
  }

  /** Where a job was when it was looked at last. */
  placeOf(id: string): Place | undefined {
    return this.places.get(id);
  }

  /** By which claim a job runs; its file's name tells. */
  claimOf(id: string): string | undefined {
    return this.places.get(id)?.claim;
  }

  /** Says that a job's file came, went or was written to, so that the next look looks at it. */
  hint(id: string): void {
    this.hinted.add(id);
  }

  /** Forgets all that was read. */
  forget(): void {
    this.rows.clear();
    this.completedChanges++;
    this.onTouched(undefined);
    this.startReadingAhead();
  }

  /**
   * Lists the queue, reads the jobs at work again if `reread` says so, and returns the states whose rows changed.
   * @throws DirqError NO_QUEUE, QUEUE_UNUSABLE; what the system says when a folder cannot be listed
   */
  look({ reread }: { readonly reread: boolean }): readonly JobState[] {
    this.listedBeforeMs = this.listedMs;
    this.listedMs = this.now();
    const [found, priorities] = [this.queue.scan(), this.queue.priorities()];
    const isFirst = this.listedBeforeMs === undefined;
    const changed = isFirst ? this.begin(found, priorities) : this.take(this.places.replace(found, priorities));
    const others = reread ? this.rows.rereadUnsettled() : [];
    for (const { state } of others) changed.add(state);
    if (others.length > 0) this.onTouched(others.map(({ id }) => id));
    return this.changed(changed);
  }

  /** Looks at the jobs of which hints told, and returns as `look` does, of which it is the cheap form. @throws as `look` */
  lookAtHinted(): readonly JobState[] {
    const ids = [...this.hinted];
    if (ids.length > Math.max(FEW_HINTS, this.places.size / FEW_OF)) return this.look({ reread: false });
    this.listedBeforeMs = this.listedMs;
    const found = this.queue.scanFor(ids);
    const come = [...found.values()].filter(({ state, id }) => state === "queued" && !this.isQueued(id));
    return this.changed(this.take(this.places.update(ids, found, this.queue.prioritiesAt(come))));
  }

  /** What the last look found ended. */
  ended(state: "completed" | "failed"): Arrived {
    const arrived = this.moves.filter(({ to }) => to?.state === state);
    const idsFrom = (from: readonly (JobState | undefined)[]): readonly string[] => {
      const moves = arrived.filter((move) => from.includes(move.from?.state));
      return moves
        .map(({ id }) => id)
        .sort()
        .reverse();
    };
    return { fromWork: idsFrom(["queued", "running"]), fromNowhere: idsFrom([undefined]) };
  }

  /**
   * When the listing before the last look began; undefined for the first look. A job of which no watch told may have come
   * at any time since then, however many hinted looks there were.
   */
  get unlistedSinceMs(): number | undefined {
    return this.listedBeforeMs;
  }

  /** Empties the index, for a queue that is no more; returns the states that had rows. */
  clear(): readonly JobState[] {
    const changed = JOB_STATES.filter((state) => this.places.count(state) > 0);
    this.places.replace(new Map(), new Map());
    this.hinted.clear();
    this.moves = [];
    this.listedMs = undefined;
    this.listedBeforeMs = undefined;
    this.forget();
    return changed;
  }

  /** Ids of a state: of queued jobs the next to run first, then those that must wait; else the newest first. */
  ids(state: JobState): readonly string[] {
    return this.places.ids(state);
  }

  /** Another number whenever something among the completed jobs has changed. */
  get completedVersion(): number {
    return this.completedChanges;
  }

  /** Reads what is missing. A job that has moved on since the last look is left out. */
  rowsOf(ids: readonly string[]): readonly JobRow[] {
    return ids.flatMap((id) => this.rows.row(id) ?? []);
  }

  /** The row of one job for a look at all of them, which leaves what others look at as it is. */
  passingRow(id: string): JobRow | undefined {
    return this.rows.passingRow(id);
  }

  /** The row of a job if it was read before; nothing is read. */
  known(id: string): JobRow | undefined {
    return this.rows.known(id);
  }

  /** How many rows there are that were read. */
  get rowsRead(): number {
    return this.rows.size;
  }

  /** Reads rows that nobody has asked for yet until the time is up; returns whether any are left. */
  readAhead(milliseconds: number): boolean {
    const end = performance.now() + milliseconds;
    if (this.rows.size >= MOST_READ_AHEAD) return false;
    for (let id = this.ahead.next(); id !== undefined; id = this.ahead.next()) {
      this.rows.row(id);
      if (performance.now() >= end) return true;
    }
    return false;
  }

  /** Jobs of the queue, of those that were read, that were resubmitted from this one. */
  resubmissionsRead(id: string): readonly string[] {
    return this.rows.resubmissionsOf(id);
  }

  /** Tells of one of them whose file need not be read for that. */
  noteResubmission(origin: string, id: string): void {
    this.rows.noteResubmission(origin, id);
  }

  /** Whether there is one of them. */
  wasResubmitted(id: string): boolean {
    return this.resubmissionsRead(id).length > 0;
  }

  private isQueued(id: string): boolean {
    return this.places.get(id)?.state === "queued";
  }

  /** The states that have jobs, when they are listed for the first time. */
  private begin(found: Map<string, Place>, priorities: ReadonlyMap<string, number>): Set<JobState> {
    this.places.begin(found, priorities);
    this.moves = [];
    this.hinted.clear();
    this.onTouched(undefined);
    this.startReadingAhead();
    return new Set(JOB_STATES.filter((state) => this.places.count(state) > 0));
  }

  /** The states that the moves touched, and those of the rows that are outdated now, which are dropped. */
  private take(moves: readonly Move[]): Set<JobState> {
    this.moves = moves;
    const changed = new Set<JobState>();
    for (const { from, to } of moves) for (const place of [from, to]) if (place !== undefined) changed.add(place.state);
    const touched = [...moves.map(({ id }) => id), ...this.hinted];
    this.hinted.clear();
    for (const id of touched) {
      const row = this.rows.drop(id);
      if (row !== undefined) changed.add(row.state);
    }
    this.onTouched(touched);
    if (!this.ahead.first(touched)) this.startReadingAhead();
    return changed;
  }

  private changed(states: ReadonlySet<JobState>): readonly JobState[] {
    if (states.has("completed")) this.completedChanges++;
    return JOB_STATES.filter((state) => states.has(state));
  }

  private startReadingAhead(): void {
    this.ahead.begin(JOB_STATES.map((state) => this.places.ids(state)));
  }
}
