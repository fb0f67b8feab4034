/** The rows of jobs whose files were read, each at the place where it stood then; and what those files say of other jobs. */
import type { Job, ReadableQueue, Place } from "../../queue/index.js";
import { bookkeeping } from "../../wording/index.js";
import type { JobRow } from "../live-queue.js";
import { rowOf } from "./job-row.js";

/** Rows that are read again by each look: enough for every row that a screen shows of jobs at work. */
const MOST_REREAD = 500;
/** After a job's end, in milliseconds. Later its result was taken away: by somebody who needed the space. */
const RESULT_IS_AWAITED_FOR = 10 * 60_000;

/** So many are remembered, which takes some 100 MB. */
const MOST_ROWS = 100_000;

export class RowsRead {
  private readonly rows = new Map<string, JobRow>();
  /** Jobs whose rows may change although their files stay where they are. */
  private readonly unsettled = new Set<string>();
  /** Ids of the jobs that say that they were resubmitted from this one, of all that were ever read or noted. */
  private readonly resubmissions = new Map<string, Set<string>>();

  constructor(
    private readonly queue: ReadableQueue,
    private readonly placeOf: (id: string) => Place | undefined,
    private readonly most = MOST_ROWS,
  ) {}

  get size(): number {
    return this.rows.size;
  }

  /** Nothing is read. */
  known(id: string): JobRow | undefined {
    return this.rows.get(id);
  }

  /** Reads what is missing; undefined for a job that has moved on since it was looked at. */
  row(id: string): JobRow | undefined {
    return this.rows.get(id) ?? this.read(id, { replacing: true });
  }

  /** The same for one who looks at all rows in turn: for them nothing is forgotten that others look at. */
  passingRow(id: string): JobRow | undefined {
    return this.rows.get(id) ?? this.read(id, { replacing: false });
  }

  /** The row that was known. */
  drop(id: string): JobRow | undefined {
    const row = this.rows.get(id);
    this.rows.delete(id);
    this.unsettled.delete(id);
    return row;
  }

  clear(): void {
    this.rows.clear();
    this.unsettled.clear();
  }

  /**
   * Reads again what may have changed in its place, and returns the rows that did, as they were. Progress is written into
   * a running job's file; a damaged file may only have been half written, a result be on its way.
   */
  rereadUnsettled(): readonly JobRow[] {
    const rows = [...this.unsettled].flatMap((id) => this.rows.get(id) ?? []);
    for (const row of rows) if (!mayChange(row)) this.unsettled.delete(row.id);
    const running = rows.filter(({ state }) => state === "running");
    const others = rows.filter((row) => row.state !== "running" && mayChange(row));
    return [...running, ...others].slice(0, MOST_REREAD).filter((before) => {
      this.drop(before.id);
      const now = this.row(before.id);
      return now === undefined || !isSame(before, now);
    });
  }

  /** Jobs that were resubmitted from this one. */
  resubmissionsOf(id: string): readonly string[] {
    return [...(this.resubmissions.get(id) ?? [])].filter((each) => this.placeOf(each) !== undefined);
  }

  /** What the file of the job `id` says as well, which nobody has read. */
  noteResubmission(origin: string, id: string): void {
    const known = this.resubmissions.get(origin);
    if (known === undefined) this.resubmissions.set(origin, new Set([id]));
    else known.add(id);
  }

  private read(id: string, { replacing }: { readonly replacing: boolean }): JobRow | undefined {
    const place = this.placeOf(id);
    const job = place && this.queue.readAt(place);
    if (job === undefined) return undefined;
    const row = rowOf(job, this.queue);
    if (job.state !== "damaged") this.noteOriginOf(job);
    if (this.isFull && !replacing) return row;
    if (this.isFull) this.dropOldest();
    this.rows.set(id, row);
    if (mayChange(row)) this.unsettled.add(id);
    return row;
  }

  private dropOldest(): void {
    const [oldest] = this.rows.keys();
    if (oldest !== undefined) this.drop(oldest);
  }

  private get isFull(): boolean {
    return this.rows.size >= this.most;
  }

  private noteOriginOf({ id, params }: Job): void {
    const origin = bookkeeping(params, "resubmit_of");
    if (typeof origin === "string") this.noteResubmission(origin, id);
  }
}

function mayChange({ state, damaged, resultMissing, finishedMs = 0 }: JobRow): boolean {
  if (state === "running" || damaged !== undefined) return true;
  return resultMissing === true && finishedMs > Date.now() - RESULT_IS_AWAITED_FOR;
}

function isSame(a: JobRow, b: JobRow): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
