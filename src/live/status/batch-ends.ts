/**
 * When what belongs together is done: the jobs of one batch, or all that the queue had to do. What came before this process
 * began to look is not counted for the queue as a whole; of a batch every job is. A job that was submitted again counts as
 * what became of that.
 */
import { endOfRow } from "../../wording/index.js";
import type { LiveIndex } from "../live-index/live-index.js";
import type { BatchEnd, EndedJobs, JobRow } from "../live-queue.js";

/** So few jobs are told one by one, and need no sum. */
const FEW = 5;
/** To find the jobs of a batch all others are read; nobody waits for a larger queue. */
const MOST_SEARCHED = 5000;
/** Shorter beginnings of names say nothing. */
const SHORTEST_LABEL = 3;

type Tally = { -readonly [Key in "completed" | "failed" | "cancelled"]: number } & { readonly failedIds: string[] };

export class BatchEnds {
  /** Of the jobs without a batch that ended since the queue last had nothing to do. */
  private sinceIdle = emptyTally();
  /** Ids of failures that the end of a batch has told. */
  private readonly toldFailures = new Set<string>();

  constructor(private readonly index: Pick<LiveIndex, "counts" | "ids" | "rowsOf" | "wasResubmitted">) {}

  after({ completed, failed, left }: Omit<EndedJobs, "batches">): readonly BatchEnd[] {
    const rows = [...completed, ...failed];
    for (const { id } of rows) this.toldFailures.delete(id); // It ran again.
    const batches = new Set(rows.flatMap(({ batch }) => batch ?? []));
    // Those that were not read are most likely of the same kind.
    const others = batches.size === 0 ? left : { completed: 0, failed: 0 };
    return [...[...batches].flatMap((batch) => this.endOf(batch) ?? []), ...this.drained(rows, others)];
  }

  forget(): void {
    this.sinceIdle = emptyTally();
  }

  /** Undefined while some of its jobs have not ended, where that would take too long to see, and where it is no news. */
  private endOf(batch: string): BatchEnd | undefined {
    const waiting = [...this.index.ids("running"), ...this.index.ids("queued")];
    const ended = [...this.index.ids("completed"), ...this.index.ids("failed")];
    if (waiting.length + ended.length > MOST_SEARCHED) return undefined;
    if (waiting.some((id) => this.isIn(batch, id))) return undefined;
    // All are read before any is left out: a job's own file says what it was resubmitted from.
    const all = this.index.rowsOf(ended).filter((row) => row.batch === batch);
    const rows = all.filter(({ id }) => !this.index.wasResubmitted(id));
    const tally = tallyOf(rows);
    if (rows.length <= 1 || !this.isNews(tally)) return undefined;
    return { batch, label: labelOf(rows.map(({ label }) => label)) ?? `Batch ${batch}`, ...tally };
  }

  /** A batch ends again when some of its jobs were resubmitted: then the failures of the others were told before. */
  private isNews({ failedIds }: Tally): boolean {
    const news = failedIds.filter((id) => !this.toldFailures.has(id));
    for (const id of news) this.toldFailures.add(id);
    return failedIds.length === 0 || news.length > 0;
  }

  private isIn(batch: string, id: string): boolean {
    return this.index.rowsOf([id])[0]?.batch === batch;
  }

  private drained(rows: readonly JobRow[], left: EndedJobs["left"]): readonly BatchEnd[] {
    const { sinceIdle } = this;
    const { queued, running } = this.index.counts();
    for (const row of rows) if (row.batch === undefined) count(sinceIdle, row);
    sinceIdle.completed += left.completed;
    sinceIdle.failed += left.failed;
    if (queued + running > 0) return [];
    this.sinceIdle = emptyTally();
    const failedIds = sinceIdle.failedIds.filter((id) => !this.index.wasResubmitted(id));
    const failed = sinceIdle.failed - (sinceIdle.failedIds.length - failedIds.length);
    return sinceIdle.completed + failed + sinceIdle.cancelled > FEW
      ? [{ ...sinceIdle, batch: undefined, label: undefined, failed, failedIds }]
      : [];
  }
}

function tallyOf(rows: readonly JobRow[]): Tally {
  const tally = emptyTally();
  for (const row of rows) count(tally, row);
  return tally;
}

function count(tally: Tally, row: JobRow): void {
  const end = endOfRow(row)?.kind;
  if (end === "completed" || end === "cancelled") tally[end]++;
  else {
    tally.failed++;
    tally.failedIds.push(row.id);
  }
}

function emptyTally(): Tally {
  return { completed: 0, failed: 0, cancelled: 0, failedIds: [] };
}

/** What all names have in common, from their beginning to the end of a word. */
function labelOf(labels: readonly string[]): string | undefined {
  const [first = "", ...others] = new Set(labels);
  if (others.length === 0) return first === "" ? undefined : first;
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length--;
  const cut = [first, ...others].some((label) => /^[\p{L}\p{N}]/u.test(label.slice(length)));
  const words = cut ? first.slice(0, length).replace(/[\p{L}\p{N}.]+$/u, "") : first.slice(0, length);
  const common = words.replace(/[^\p{L}\p{N})\]]+$/u, "");
  return common.length < SHORTEST_LABEL ? undefined : common;
}
