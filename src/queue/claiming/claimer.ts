/**
 * claim: one worker taking jobs from the front of the queue. What decides is one rename of the queued file to a name
 * that only this worker could make.
 */
import { UnreadableFile } from "../disk/disk-reader.js";
import { makeResultDirectory } from "../disk/set-aside.js";
import { sleep } from "../disk/sleep.js";
import { notMounted, type Store } from "../disk/store.js";
import { cancelledUnstarted, readCancelRequest } from "../ending/cancel-request.js";
import { finish } from "../ending/finish.js";
import { NotAJob, parseQueuedJob } from "../format/document.js";
import type { QueuedJob } from "../job.js";
import type { ClaimTokens } from "../owning/claim-tokens.js";
import { Claim, giveBack } from "../owning/claim.js";
import { setAsideEarlierAttempt } from "../owning/earlier-attempt.js";
import { isPaused } from "../scheduling/pause.js";
import { forgetRecord } from "./quarantine.js";
import { QueuedListing } from "./queued-listing.js";
import { UnreadableJobs } from "./unreadable-jobs.js";

/** A Python process holds a job's lock for milliseconds; longer, it is a left-over. */
const LOCK_WAIT_MS = 250;

/** Which job a worker claims, and under which name. @category Options */
export interface ClaimOptions {
  /** Whether this worker runs the job. Default: every job. */
  readonly accepts?: ((job: QueuedJob) => boolean) | undefined;
  /** Shown as the job's `worker_name`. Default: the process id. */
  readonly workerName?: string | undefined;
}

type Claiming = { readonly [Option in keyof ClaimOptions]-?: NonNullable<ClaimOptions[Option]> };

export class Claimer {
  private readonly unreadable: UnreadableJobs;
  private readonly listing: QueuedListing;

  constructor(
    private readonly store: Store,
    private readonly tokens: ClaimTokens,
  ) {
    this.unreadable = new UnreadableJobs(store, tokens);
    this.listing = new QueuedListing(store, (ids) => this.unreadable.keepOnly(ids));
  }

  /** The next job that this worker accepts, claimed and shown as running; undefined when there is none now. */
  next(options: Claiming): Claim | undefined {
    try {
      return isPaused(this.store) ? undefined : this.firstOf(options);
    } catch (error) {
      // The job that it met may stand in the queue again, or still, and is the oldest.
      this.listing.expire();
      throw error;
    }
  }

  private firstOf(options: Claiming): Claim | undefined {
    const locked: string[] = [];
    for (const id of this.listing.candidates()) {
      if (this.isLocked(id)) {
        locked.push(id);
        continue;
      }
      const claim = this.claim(id, options);
      if (claim !== undefined) return claim;
    }
    for (const id of locked) {
      this.waitForLock(id);
      const claim = this.claim(id, options);
      if (claim !== undefined) return claim;
    }
    return undefined;
  }

  /** Whether a queued file was met that is not a job yet, and may become one. */
  hasUndecided(): boolean {
    return this.unreadable.any();
  }

  private claim(id: string, { accepts, workerName }: Claiming): Claim | undefined {
    const { disk, layout } = this.store;
    const queued = layout.job("queued", id);
    let text: string | undefined;
    let job: QueuedJob;
    try {
      text = disk.read(queued);
      if (text === undefined) return this.leaveToOthers(queued);
      job = parseQueuedJob(text, id);
    } catch (error) {
      if (!(error instanceof NotAJob || error instanceof UnreadableFile)) throw error;
      this.unreadable.met(id, error);
      return undefined;
    }
    this.unreadable.forget(id);
    if (!accepts(job)) {
      this.listing.refuse(id);
      return undefined;
    }
    const token = this.tokens.toRun();
    const claim = new Claim(this.store, { token, text, job, workerName, startedAt: new Date() });
    if (!disk.move(queued, claim.file)) return undefined;
    try {
      return this.begin(claim) ? claim : undefined;
    } catch (error) {
      // A full disk, for example: this worker lives, so nobody else would ever bring the job back.
      giveBack(this.store, claim);
      throw error;
    }
  }

  /** Shows the claimed job as running. False when the job is not to be run after all. */
  private begin(claim: Claim): boolean {
    this.waitForLock(claim.id);
    forgetRecord(this.store, claim.id);
    claim.publish();
    if (this.isGivenToAnother(claim)) return false;
    const request = readCancelRequest(this.store, claim.id);
    if (request !== undefined) {
      finish(this.store, claim, cancelledUnstarted(this.store, claim.id, request));
      return false;
    }
    // One that is new holds nothing of an earlier attempt.
    if (!makeResultDirectory(this.store, claim.id)) setAsideEarlierAttempt(this.store, claim);
    return !this.isGivenToAnother(claim);
  }

  /** Frozen meanwhile, this worker may have been taken for dead. */
  private isGivenToAnother(claim: Claim): boolean {
    if (!claim.isLost()) return false;
    claim.withdraw();
    return true;
  }

  /** A file that is not there was taken by somebody; while the queue is away, it was only not found. */
  private leaveToOthers(queued: string): undefined {
    const { disk, layout } = this.store;
    if (!disk.hasGone(queued)) throw notMounted(layout.directory);
    this.listing.passOverTaken();
  }

  private isLocked(id: string): boolean {
    const { disk, layout } = this.store;
    return disk.exists(layout.lock("queued", id));
  }

  /** A Python process may be between its read and its unlink of this file. */
  private waitForLock(id: string): void {
    const deadline = performance.now() + LOCK_WAIT_MS;
    while (this.isLocked(id) && performance.now() < deadline) sleep(5);
  }
}
