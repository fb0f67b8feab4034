/**
 * Moves waiting jobs on when they are due. Every worker does it, on each of its looks at the queue; nobody else. Names
 * alone tell what is due, by the mover's wall clock; only for `after` are the parents looked up.
 */
import { REAL_CLOCKS, type Clocks } from "../clocks.js";
import { UnreadableFile } from "../disk/disk-reader.js";
import type { Store } from "../disk/store.js";
import { cancelledUnstarted, readCancelRequest } from "../ending/cancel-request.js";
import { failTaken } from "../ending/finish.js";
import type { Outcome } from "../ending/outcome.js";
import { NotAJob, parseJob } from "../format/document.js";
import { isClaimableId } from "../format/job-id.js";
import { claimsIn, lookFor, waitingIn, type WaitingName } from "../reading/scan.js";
import { bookkeepingOf, parentsOf, type Bookkeeping } from "../scheduling/bookkeeping.js";
import { dueTime } from "../scheduling/waiting-reasons.js";

/** A parent that is nowhere for so long is gone: Python makes a job vanish for a moment. */
const GONE_MS = 60_000;

export class WaitingMover {
  private readonly parents = new Map<string, Bookkeeping>();
  private readonly unseenSince = new Map<string, number>();
  /** What was seen at this look. */
  private waiting: ReadonlyMap<string, string> = new Map();
  private claimed: ReadonlySet<string> | undefined;

  constructor(
    private readonly store: Store,
    private readonly newToken: () => string,
    private readonly clocks: Clocks = REAL_CLOCKS,
  ) {}

  /** One look. Returns the ids of jobs that still wait for something that comes by itself: a retry, a living parent. */
  run(): Set<string> {
    const jobs = waitingIn(this.store).filter(({ id }) => isClaimableId(id));
    this.waiting = new Map(jobs.map(({ id, why }) => [id, why]));
    this.claimed = undefined;
    for (const id of this.parents.keys()) if (!this.waiting.has(id)) this.parents.delete(id);
    const coming = new Set<string>();
    for (const job of jobs) if (!this.moveOn(job) && this.comesByItself(job, coming)) coming.add(job.id);
    return coming;
  }

  /** True when the job has been moved on. */
  private moveOn(job: WaitingName): boolean {
    const due = dueTime(job.why);
    if (due !== undefined) return due <= this.clocks.now() && this.moveToNext(job);
    return job.why === "after" && this.moveAfterParents(job);
  }

  private moveToNext({ id, why }: WaitingName): boolean {
    const { layout } = this.store;
    const hasMoreToWaitFor = why.startsWith("at-") && parentsOf(this.bookkeeping({ id, why })).length > 0;
    return this.move({ id, why }, hasMoreToWaitFor ? layout.waitingJob(id, "after") : layout.job("queued", id));
  }

  private moveAfterParents(job: WaitingName): boolean {
    const bookkeeping = this.bookkeeping(job);
    for (const parent of bookkeeping.after_ok ?? []) {
      const state = this.stateOf(parent);
      if (state === "failed" || state === "gone")
        return this.fail(job, notRun(`job ${parent} ${state === "gone" ? "is gone" : "failed"}`));
    }
    const isOpen = parentsOf(bookkeeping).some((parent) => this.stateOf(parent) === "open");
    return !isOpen && this.move(job, this.store.layout.job("queued", job.id));
  }

  private move(job: WaitingName, to: string): boolean {
    const { disk, layout } = this.store;
    const request = readCancelRequest(this.store, job.id);
    if (request !== undefined) return this.fail(job, cancelledUnstarted(this.store, job.id, request));
    // Two files of one id: neither may replace the other.
    return !disk.exists(to) && disk.move(layout.waitingJob(job.id, job.why), to);
  }

  private fail({ id, why }: WaitingName, outcome: Outcome): boolean {
    const { disk, layout } = this.store;
    const token = this.newToken();
    if (!disk.move(layout.waitingJob(id, why), layout.claimFile(id, token, why))) return false;
    failTaken(this.store, { id, token, waiting: why }, outcome);
    return true;
  }

  private stateOf(parent: string): "completed" | "failed" | "open" | "gone" {
    const { disk, layout } = this.store;
    if (isClaimableId(parent)) {
      if (disk.exists(layout.job("completed", parent))) return "completed";
      // Whether it has really failed, its file's text and its other places tell.
      if (disk.exists(layout.job("failed", parent)) && lookFor(this.store, parent)?.state === "failed") return "failed";
      if (this.isOpen(parent)) {
        this.unseenSince.delete(parent);
        return "open";
      }
    }
    const now = this.clocks.monotonic();
    const since = this.unseenSince.get(parent) ?? now;
    this.unseenSince.set(parent, since);
    return now - since >= GONE_MS ? "gone" : "open";
  }

  private isOpen(id: string): boolean {
    const { disk, layout } = this.store;
    if (this.waiting.has(id) || disk.exists(layout.job("queued", id)) || disk.exists(layout.job("running", id)))
      return true;
    this.claimed ??= new Set(claimsIn(this.store).map((claim) => claim.id));
    return this.claimed.has(id);
  }

  /** Whether a worker that ends with the queue should stay for this job. */
  private comesByItself({ id, why }: WaitingName, coming: ReadonlySet<string>): boolean {
    if (why !== "after") return why.startsWith("retry-");
    return parentsOf(this.bookkeeping({ id, why })).every((parent) => !this.waiting.has(parent) || coming.has(parent));
  }

  private bookkeeping({ id, why }: WaitingName): Bookkeeping {
    const known = this.parents.get(id);
    if (known !== undefined) return known;
    const read = this.read(id, why);
    this.parents.set(id, read);
    return read;
  }

  /** A file that cannot be read waits for nothing: in the queue it is shown as damaged, and dealt with there. */
  private read(id: string, why: string): Bookkeeping {
    try {
      const text = this.store.disk.read(this.store.layout.waitingJob(id, why));
      return text === undefined ? {} : bookkeepingOf(parseJob(text, { id, state: "queued" }).params);
    } catch (error) {
      if (error instanceof NotAJob || error instanceof UnreadableFile) return {};
      throw error;
    }
  }
}

function notRun(why: string): Outcome {
  return {
    state: "failed",
    error: `Not run: ${why}`,
    details: "It was submitted to run only after that job had completed.",
  };
}
