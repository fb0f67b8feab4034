/** The queue as a program sees it. Synchronous; each method says in its own file how the directory is changed. */
import type { SubmitOptions } from "./bookkeeping.js";
import { cancel, type CancelOptions } from "./cancel.js";
import { giveBack, type Claim } from "./claim.js";
import { ClaimWatch } from "./claim-watch.js";
import { Claimer, type ClaimOptions } from "./claimer.js";
import { fraction, type Place } from "./document.js";
import { diagnose, glance, isSame } from "./doctor/diagnose.js";
import type { Finding } from "./doctor/finding.js";
import { mend, mendOne } from "./doctor/mend.js";
import { tryDisk } from "./doctor/try-disk.js";
import { editedParams, faultInEdited, textToEdit } from "./edited-params.js";
import { DirqError, type TextFault } from "./errors.js";
import type { JsonText } from "./exact-json.js";
import { type EarlierTry, type JobOrDamaged, type JobParams, type JobState, type QueuedJob } from "./job.js";
import { finish, finishing, settle, type FailedOutcome, type Outcome } from "./outcome.js";
import { heal } from "./heal.js";
import { isPaused, pause, resume } from "./pause.js";
import { hasWorker } from "./presence.js";
import { getJob, idsOf, listJobs, readPlace, resolveId, type ListOptions } from "./reader.js";
import { Recovery, type Clocks, type JudgeLiveness, type KillProcesses } from "./recover.js";
import { paramsToResubmit } from "./resubmit.js";
import { earlierTries, failedTries, retryLater } from "./retry.js";
import { scan, type Scan } from "./scan.js";
import {
  assertReadable,
  assertWritable,
  openStore,
  prepareForWriting,
  queueExists,
  type Store,
  type StoreOptions,
} from "./store.js";
import type { Steps } from "./steps.js";
import { assertParentsExist, paramsToText, submitting } from "./submit.js";
import { askToStop, readStopRequest, type StopRequest } from "./stop-request.js";
import { documentOf, errorTextOf, jobFileOf, lacksResult, paramsTextOf, resultTextOf, sizeOf } from "./texts.js";
import { listTrash, readTrashed, trashSize, type TrashedJob } from "./trash/list.js";
import { emptyTrash, purge } from "./trash/purge.js";
import { discardRemoved, remove, type RemoveOptions } from "./trash/remove.js";
import { restore } from "./trash/restore.js";
import { asUnusable } from "./unusable.js";
import { hold, releaseHold } from "./waiting.js";
import { WaitingMover } from "./waiting-mover.js";
import { listWorkers, type WorkerStatus } from "./workers.js";

export type JobQueueOptions = StoreOptions;

/**
 * A job queue that is a directory.
 *
 * Constructing one touches nothing. The first method that writes creates what is missing; reading creates nothing and
 * throws NO_QUEUE where there is no queue. Every error that is foreseen is a DirqError with a `code`.
 */
export class JobQueue {
  /** Absolute path. */
  readonly directory: string;
  private readonly store: Store;
  private readonly claimer: Claimer;
  private readonly claims = new Map<string, Claim>();
  /** The queue was there at an earlier write. */
  private seen = false;

  constructor(directory: string, options: JobQueueOptions = {}) {
    this.store = openStore(directory, options);
    this.directory = this.store.layout.directory;
    this.claimer = new Claimer(this.store);
  }

  /** Whether any of the four state folders is there. */
  exists(): boolean {
    return queueExists(this.store);
  }

  /** Makes the directories of the queue; harmless where they are. @throws DirqError QUEUE_UNUSABLE, also where they may not be written to */
  create(): void {
    this.write(() => assertWritable(this.store));
  }

  /**
   * Submits a job: once this returns, it is safe on the disk. JsonText keeps the spelling of every number.
   * @throws DirqError INVALID_JOB for params that a job's file cannot hold; NOT_FOUND for a job to wait for that does not
   * exist; QUEUE_UNUSABLE
   */
  submit(params: JobParams | JsonText, options: SubmitOptions = {}): QueuedJob {
    return this.submitMany([params], options)[0] as QueuedJob;
  }

  /** Submits jobs in this order; all are checked before the first is written. @throws as `submit` */
  submitMany(list: readonly (JobParams | JsonText)[], options: SubmitOptions = {}): QueuedJob[] {
    const steps = this.submitting(list, options);
    return this.write(() => this.store.disk.take(steps));
  }

  /**
   * The same as `submitMany`, waiting for the disk to take many files at a time, for which it needs little longer than for
   * one: of use from some ten jobs on. @throws as `submit`
   */
  async submitManyMeanwhile(
    list: readonly (JobParams | JsonText)[],
    options: SubmitOptions = {},
  ): Promise<QueuedJob[]> {
    return this.writeMeanwhile(this.submitting(list, options));
  }

  /** The params as `submitMany` would write them, all checked as there; touches nothing. @throws as `submit` */
  paramsToSubmit(list: readonly (JobParams | JsonText)[], options: SubmitOptions = {}): string[] {
    const texts = list.map((params) => paramsToText(params, options));
    assertParentsExist(this.store, options);
    return texts;
  }

  /** The job with exactly this id; undefined where there is none. @throws DirqError NO_QUEUE */
  get(id: string): JobOrDamaged | undefined {
    return this.read(() => getJob(this.store, id));
  }

  /** The whole id of the one job whose id ends in `ending`. @throws DirqError NOT_FOUND; AmbiguousIdError */
  resolve(ending: string): string {
    return this.read(() => resolveId(this.store, ending));
  }

  /** Jobs, the newest first. Reads no more files than `limit` needs. @throws DirqError NO_QUEUE */
  list(options: ListOptions = {}): JobOrDamaged[] {
    return this.read(() => listJobs(this.store, options));
  }

  /** Where every job is, from the names of files alone. @throws DirqError NO_QUEUE */
  scan(): Scan {
    return this.read(() => scan(this.store));
  }

  /** The job at a place that `scan` found, reading that one file; undefined when it lies there no more. */
  readAt(place: Place): JobOrDamaged | undefined {
    return readPlace(this.store, place);
  }

  /** Ids of one state in the order of their names. @throws DirqError NO_QUEUE */
  ids(state: JobState): string[] {
    return idsOf(this.scan(), state);
  }

  /** How many jobs each state has. @throws DirqError NO_QUEUE */
  counts(): Record<JobState, number> {
    const counts = { queued: 0, running: 0, completed: 0, failed: 0 };
    for (const { state } of this.scan().values()) counts[state]++;
    return counts;
  }

  /**
   * The exact text of a job's file. Of a running job that is its view, unless that was cut short. With what `scan` found
   * no folder is listed, unless the job has moved since: for whoever wants those of many.
   */
  document(id: string, places?: Scan): string | undefined {
    return documentOf(this.store, id, places);
  }

  /** The exact `params` of a job as indented JSON; undefined where the file is not JSON. */
  paramsText(id: string): string | undefined {
    return paramsTextOf(this.store, id);
  }

  /** The text of `result.json`, else of `results.json`. */
  resultText(id: string): string | undefined {
    return resultTextOf(this.store, id);
  }

  /** Whether a job certainly has no such file; one that completed always left one. */
  lacksResult(id: string): boolean {
    return lacksResult(this.store, id);
  }

  /** The text of `error.txt`. */
  errorText(id: string): string | undefined {
    return errorTextOf(this.store, id);
  }

  /** Absolute path of the file of a job, where it lies now. @throws DirqError NOT_FOUND */
  jobFile(id: string): string {
    return jobFileOf(this.store, id);
  }

  /** Absolute path; whether it exists or not. */
  resultDirectory(id: string): string {
    return this.store.layout.resultDirectory(id);
  }

  /**
   * Submits the params of a job in any state again, under a new id, with `params.dirq.resubmit_of`.
   * @throws DirqError NOT_FOUND; INVALID_JOB when its file cannot be read
   */
  resubmit(id: string, { name }: { readonly name?: string } = {}): QueuedJob {
    return this.submit(this.read(() => paramsToResubmit(this.store, id, name)));
  }

  /**
   * The params that `resubmit` would submit, as JSON for a person to change: numbers as they are spelled, letters as they
   * are read. @throws as `resubmit`
   */
  textToEdit(id: string): string {
    return this.read(() => textToEdit(this.store, id));
  }

  /** Why `resubmitEdited` would refuse such a text; undefined when nothing is wrong with it. @throws DirqError NO_QUEUE */
  faultInEdited(text: string): TextFault | undefined {
    return this.read(() => faultInEdited(this.store, text));
  }

  /**
   * Submits an edited text as a new job, with `params.dirq.resubmit_of`. The job that it came from may be gone by then.
   * @throws DirqError INVALID_JOB, with the line; NO_QUEUE
   */
  resubmitEdited(id: string, text: string): QueuedJob {
    return this.submit(this.read(() => editedParams(this.store, id, text)));
  }

  /**
   * Cancels a job. "cancelled": it was queued, and is recorded as failed. "requested": its worker stops it within about
   * a second. With `states` it is left alone when it is in none of them, such as one that has started meanwhile.
   * @throws DirqError NOT_FOUND; WRONG_STATE when it has ended, a Python worker runs it, or it is left alone; CONFLICT;
   * INVALID_JOB
   */
  cancel(id: string, options: Partial<CancelOptions> = {}): "cancelled" | "requested" {
    const { by = "a program", why = "", states } = options;
    return this.change(() => cancel(this.store, id, () => this.claimer.newRecoveryToken(), { by, why, states }));
  }

  /** Holds a queued job until `unhold`. @throws DirqError NOT_FOUND; WRONG_STATE; CONFLICT */
  hold(id: string): void {
    this.change(() => hold(this.store, id));
  }

  /** Gives a held job back to the queue, or to what it waited for before. @throws DirqError NOT_FOUND; WRONG_STATE; CONFLICT */
  unhold(id: string): void {
    this.change(() => releaseHold(this.store, id));
  }

  /** While a queue is paused, no worker of dirq's claims from it; running jobs go on, and so do Python workers. */
  get paused(): boolean {
    return isPaused(this.store);
  }

  /** Harmless when it is paused. */
  pause(): void {
    this.change(() => pause(this.store));
  }

  resume(): void {
    this.change(() => resume(this.store));
  }

  /** Moves a job and its results to the trash; returns what `restore` takes. @throws DirqError NOT_FOUND; WRONG_STATE; CONFLICT */
  remove(id: string, options: RemoveOptions = {}): TrashedJob {
    return this.change(() => remove(this.store, id, options));
  }

  /** What `restore` can bring back, the last removed first. @throws DirqError NO_QUEUE */
  trash(): TrashedJob[] {
    return this.read(() => listTrash(this.store));
  }

  /** A removed job as it was, by its name in the trash. @throws DirqError NOT_FOUND */
  trashedJob(name: string): JobOrDamaged {
    return this.read(() => readTrashed(this.store, name));
  }

  /** Brings a removed job back, by its name in the trash; returns its id. @throws DirqError NOT_FOUND; CONFLICT */
  restore(name: string): string {
    return this.change(() => restore(this.store, name));
  }

  /** Deletes a removed job for good, by its name in the trash. @throws DirqError NOT_FOUND; CONFLICT */
  purge(name: string): void {
    this.change(() => purge(this.store, name));
  }

  /** Deletes for good what was removed so many seconds ago or earlier; returns how many jobs that were. Default: all. */
  emptyTrash({ olderThan = 0 }: { readonly olderThan?: number } = {}): number {
    return this.change(() => emptyTrash(this.store, olderThan * 1_000));
  }

  /** Bytes that deleting these frees, by their names in the trash; without names, all that emptying it frees. */
  trashSize(names?: readonly string[]): number {
    return this.read(() => trashSize(this.store, names));
  }

  /** Bytes of a job's file and its results. */
  sizeOf(id: string): number {
    return sizeOf(this.store, id);
  }

  /**
   * Claims the next job that `accepts`, makes its result directory and shows it as running; undefined when there is none.
   * Whoever claims a job has to `finish` or `release` it; when the process dies first, another worker brings it back.
   */
  claimNext({ accepts = () => true, workerName = `pid ${process.pid}` }: Partial<ClaimOptions> = {}):
    Claim | undefined {
    const claim = this.write(() => this.claimer.next({ accepts, workerName }));
    if (claim !== undefined) this.claims.set(claim.id, claim);
    return claim;
  }

  /**
   * Records how a claimed job ended. False when a Python worker touched the job meanwhile: call `settle` in 10 s.
   * @throws DirqError CONFLICT when another worker has taken the job over; nothing is recorded then
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
  healEnded({ id }: Claim): void {
    heal(this.store, id);
  }

  /** What `finish` put off. */
  settle(claim: Claim): void {
    this.write(() => settle(this.store, claim));
    this.letGo(claim);
  }

  /** Writes the progress of a job that this queue object has claimed: 0 to 1; above 1 it is a percentage. */
  updateProgress(job: Claim | string, progress: number): void {
    const id = typeof job === "string" ? job : job.id;
    const claim = this.claims.get(id);
    if (claim === undefined) {
      throw new DirqError("WRONG_STATE", `Cannot update the progress of job ${id}: it is not claimed here.`);
    }
    claim.updateProgress(fraction(progress));
  }

  /**
   * Puts a claimed job that has failed to wait for its next try, where it was submitted with retries that are left.
   * False when it was not, or somebody asked to cancel it: `finish` it then.
   * @throws DirqError CONFLICT when another worker has taken the job over
   */
  retryLater(claim: Claim, outcome: FailedOutcome): boolean {
    const waits = this.write(() => retryLater(this.store, claim, outcome));
    if (waits) this.letGo(claim);
    return waits;
  }

  /** How many tries of a job that has not ended have failed already, each to be followed by another. @throws DirqError NO_QUEUE */
  failedTries(id: string): number {
    return this.read(() => failedTries(this.store, id));
  }

  /** The tries of a job that has not ended which ended without an outcome; the first of them first. @throws DirqError NO_QUEUE */
  earlierTries(id: string): EarlierTry[] {
    return this.read(() => earlierTries(this.store, id));
  }

  /** Moves waiting jobs on when they are due: to be run on every look at the queue. */
  waitingMover(): WaitingMover {
    return new WaitingMover(this.store, () => this.claimer.newRecoveryToken());
  }

  /** Gives a claimed job back to the queue, as it was. */
  release(claim: Claim): void {
    giveBack(this.store, claim);
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

  /** What to look at while a claimed job runs. */
  watchClaim(claim: Claim): ClaimWatch {
    return new ClaimWatch(this.store, claim);
  }

  /** This object's name among all workers that ever were: its claims begin with it. */
  get worker(): string {
    return this.claimer.worker;
  }

  /** Whether a worker is here that is not known to be dead. Python workers leave no trace. */
  hasWorker(): boolean {
    return hasWorker(this.store);
  }

  /** Workers of dirq's on this queue, and whether they live. @throws DirqError NO_QUEUE */
  workers(): WorkerStatus[] {
    return this.read(() => listWorkers(this.store));
  }

  /**
   * Asks a worker, on whichever machine, to stop; it heeds this within about a second. Asking again changes nothing.
   * @throws DirqError NOT_FOUND when it has left the queue; WRONG_STATE when its process is known to have ended
   */
  stopWorker(worker: string, request: StopRequest): void {
    this.change(() => askToStop(this.store, worker, request));
  }

  /** What this object's worker was asked. */
  stopRequest(): StopRequest | undefined {
    return readStopRequest(this.store, this.worker);
  }

  /** What is wrong with this queue. Looking changes nothing. @throws DirqError NO_QUEUE where nothing speaks for one */
  diagnose(): Finding[] {
    try {
      return diagnose(this.store);
    } catch (error) {
      throw asUnusable(error, this.store);
    }
  }

  /**
   * Mends what `diagnose` calls fixable, deleting no job and no result, and tries whether the disk keeps to what a queue
   * needs; returns what is wrong with it. @throws DirqError QUEUE_UNUSABLE; UNKNOWN_FORMAT
   */
  mend(killProcesses: KillProcesses): Finding[] {
    // Mending makes missing folders, but no queue.
    if (!this.store.disk.exists(this.store.layout.marker)) this.read(() => undefined);
    return this.write(() => {
      mend(this.store, this.recovery(killProcesses));
      return tryDisk(this.store, Date.now);
    });
  }

  /** What of `diagnose` can be told without reading the jobs, and hinders jobs: cheap enough to be asked now and then. */
  glance(): Finding[] {
    try {
      return glance(this.store);
    } catch (error) {
      throw asUnusable(error, this.store);
    }
  }

  /**
   * Mends what one fixable finding of `glance` is about, and nothing else; does nothing where it is not the case any more.
   * @throws DirqError QUEUE_UNUSABLE; UNKNOWN_FORMAT
   */
  mendOne(finding: Finding, killProcesses: KillProcesses): void {
    const found = this.glance().find((one) => one.fixable && isSame(one, finding));
    if (found !== undefined) this.change(() => mendOne(this.store, found, this.recovery(killProcesses)));
  }

  /** Brings back what dead workers left: to be run at a worker's start and every 30 s. */
  recovery(killProcesses: KillProcesses, clocks?: Clocks, judge?: JudgeLiveness): Recovery {
    const held = (token: string): boolean => [...this.claims.values()].some((claim) => claim.token === token);
    const own = { worker: this.worker, isHeld: held };
    return new Recovery(this.store, () => this.claimer.newRecoveryToken(), killProcesses, own, clocks, judge);
  }

  /** Gives back what is claimed here and not finished. */
  [Symbol.dispose](): void {
    for (const claim of [...this.claims.values()]) this.release(claim);
  }

  /** The job may have been claimed here again since. */
  private letGo(claim: Claim): void {
    if (this.claims.get(claim.id) === claim) this.claims.delete(claim.id);
  }

  /** Nothing is touched before the first step. */
  private submitting(list: readonly (JobParams | JsonText)[], options: SubmitOptions): Steps<QueuedJob[]> {
    const texts = this.paramsToSubmit(list, options);
    return submitting(this.store, texts, { hold: options.hold === true });
  }

  private read<T>(action: () => T): T {
    try {
      assertReadable(this.store);
      return action();
    } catch (error) {
      throw asUnusable(error, this.store);
    }
  }

  /** For what changes a queue that is there; reading it first keeps a wrong path from making one. */
  private change<T>(action: () => T): T {
    this.read(() => undefined);
    return this.write(action);
  }

  private async writeMeanwhile<T>(steps: Steps<T>): Promise<T> {
    this.write(() => undefined);
    try {
      return await this.store.disk.takeMeanwhile(steps);
    } catch (error) {
      throw asUnusable(error, this.store);
    }
  }

  private write<T>(action: () => T): T {
    prepareForWriting(this.store, { seen: this.seen });
    this.seen = true;
    try {
      return action();
    } catch (error) {
      throw asUnusable(error, this.store);
    }
  }
}
