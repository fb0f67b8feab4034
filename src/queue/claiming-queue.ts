/** What a worker does with a queue: it claims jobs, says how they ended, and sees to what others have left. */
import { ChangingQueue } from "./changing-queue.js";
import { discardRemoved } from "./changing/remove.js";
import { WaitingMover } from "./changing/waiting-mover.js";
import { ClaimWatch } from "./claiming/claim-watch.js";
import { Claimer, type ClaimOptions } from "./claiming/claimer.js";
import type { StoreOptions } from "./disk/store.js";
import { asUnusable } from "./disk/unusable.js";
import { finish, finishing, settle } from "./ending/finish.js";
import type { FailedOutcome, Outcome } from "./ending/outcome.js";
import { retryLater } from "./ending/retry.js";
import { DirqError } from "./errors.js";
import { fraction } from "./format/document.js";
import { heal } from "./healing/heal.js";
import { settleOne } from "./in-groups.js";
import type { JobParams } from "./job.js";
import { giveBack, type Claim } from "./owning/claim.js";
import { readStopRequest, type StopRequest } from "./processes/stop-request.js";

export class ClaimingQueue<P extends object = JobParams> extends ChangingQueue<P> {
  private readonly claimer: Claimer;
  private readonly claims = new Map<string, Claim>();

  constructor(directory: string, options: StoreOptions = {}) {
    super(directory, options);
    this.claimer = new Claimer(this.store, this.tokens);
  }

  /** This object's name among all workers that ever were: its claims begin with it. */
  get worker(): string {
    return this.tokens.worker;
  }

  /**
   * Claims the next job that `accepts`, makes its result directory and shows it as running; undefined when there is none.
   * Whoever claims a job has to `finish` or `release` it; when the process dies first, another worker brings it back.
   *
   * A Worker does more, and some of it is done by nobody else: it moves waiting jobs on when they are due, brings back
   * those of dead workers, stops a job that is cancelled, and beats. Without a beat, a worker on another machine takes the
   * job over after 90 s, and `finish` throws CONFLICT.
   */
  claimNext(options: ClaimOptions = {}): Claim | undefined {
    const { accepts = () => true, workerName = `pid ${process.pid}` } = options;
    const claim = this.write(() => this.claimer.next({ accepts, workerName }));
    if (claim !== undefined) this.claims.set(claim.id, claim);
    return claim;
  }

  /**
   * Records how a claimed job ended. False when a Python worker touched the job meanwhile: call `settle` in 10 s.
   * @throws DirqError CONFLICT when another worker has taken the job over, INVALID_JOB for a result that no job can have;
   * nothing is recorded then
   */
  finish(claim: Claim, outcome: Outcome): boolean {
    const settled = this.write(() => finish(this.store, claim, outcome));
    if (settled) this.letGo(claim);
    return settled;
  }

  /**
   * The same as `finish`, with this thread free to take and start other jobs whenever the disk is waited for. Until it
   * has ended, nothing else may be done with the claim.
   */
  async finishMeanwhile(claim: Claim, outcome: Outcome): Promise<boolean> {
    const settled = await this.writeMeanwhile(finishing(this.store, claim, outcome));
    if (settled) this.letGo(claim);
    return settled;
  }

  /** Takes away the mark of a Python worker that came after `finish`: to be called about every second until `settle`. */
  healEnded(claim: Claim): void {
    heal(this.store, claim.id);
  }

  /** What `finish` put off. */
  settle(claim: Claim): void {
    this.write(() => settle(this.store, claim));
    this.letGo(claim);
  }

  /**
   * Writes the progress of a job that this queue object has claimed: 0 to 1; above 1 it is a percentage.
   * @throws DirqError WRONG_STATE when it is not claimed here; QUEUE_UNUSABLE
   */
  updateProgress(job: Claim | string, progress: number): void {
    const id = typeof job === "string" ? job : job.id;
    const claim = this.claims.get(id);
    if (claim === undefined) {
      throw new DirqError("WRONG_STATE", `Cannot update the progress of job ${id}: it is not claimed here.`);
    }
    try {
      claim.updateProgress(fraction(progress));
    } catch (error) {
      throw asUnusable(error, this.store);
    }
  }

  /**
   * Puts a claimed job that has failed to wait for its next attempt, where it was submitted with retries that are left.
   * False when it was not, or somebody asked to cancel it: `finish` it then.
   * @throws DirqError CONFLICT when another worker has taken the job over
   */
  retryLater(claim: Claim, outcome: FailedOutcome): boolean {
    const waits = this.write(() => retryLater(this.store, claim, outcome));
    if (waits) this.letGo(claim);
    return waits;
  }

  /** Gives a claimed job back to the queue, as it was; does nothing where another worker has taken it over. @throws DirqError QUEUE_UNUSABLE */
  release(claim: Claim): void {
    this.write(() => giveBack(this.store, claim));
    this.letGo(claim);
  }

  /** Forgets a claim that somebody else has taken over, writing nothing. */
  forget(claim: Claim): void {
    claim.closeView();
    this.letGo(claim);
  }

  /** Puts a claimed job that a person has removed meanwhile into the trash. */
  discardRemoved(claim: Claim): void {
    this.write(() => discardRemoved(this.store, claim));
    this.letGo(claim);
  }

  /** Whether the next jobs are still undecided: files in the queue that may be half-written. */
  hasUndecidedJobs(): boolean {
    return this.claimer.hasUndecided();
  }

  /** What to look at while a claimed job runs. @internal */
  watchClaim(claim: Claim): ClaimWatch {
    return new ClaimWatch(this.store, claim);
  }

  /** What this object's worker was asked. */
  stopRequest(): StopRequest | undefined {
    return readStopRequest(this.store, this.worker);
  }

  /** Moves waiting jobs on when they are due: to be run on every look at the queue. @internal */
  waitingMover(): WaitingMover {
    return new WaitingMover(this.store, () => this.tokens.toMoveOn());
  }

  /** Gives back what is claimed here and not finished. @throws as `release`, once it was tried for each */
  [Symbol.dispose](): void {
    const ends = [...this.claims.values()].map((claim) => settleOne(() => this.release(claim)));
    const refused = ends.find((end) => end.status === "rejected");
    if (refused !== undefined) throw refused.reason;
  }

  /** @internal */
  protected override get held(): readonly string[] {
    return [...super.held, ...[...this.claims.values()].map(({ token }) => token)];
  }

  /** The job may have been claimed here again since. */
  private letGo(claim: Claim): void {
    if (this.claims.get(claim.id) === claim) this.claims.delete(claim.id);
  }
}
