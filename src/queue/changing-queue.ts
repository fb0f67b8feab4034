/** What people do to a queue and its jobs. Synchronous; each method says in its own file how the directory is changed. */
import type { SubmitOptions } from "./bookkeeping.js";
import { cancel, type CancelOptions } from "./cancel.js";
import { ClaimTokens } from "./claim-tokens.js";
import { glance, isSame } from "./doctor/diagnose.js";
import type { Finding } from "./doctor/finding.js";
import { mendOne } from "./doctor/mend.js";
import { editedParams, faultInEdited, textToEdit } from "./edited-params.js";
import type { TextFault } from "./errors.js";
import type { JsonText } from "./exact-json.js";
import type { JobOrDamaged, JobParams, QueuedJob } from "./job.js";
import { pause, resume } from "./pause.js";
import type { KnownPlaces, Place } from "./place.js";
import { ReadableQueue } from "./readable-queue.js";
import { Recovery, type Clocks, type JudgeLiveness, type KillProcesses } from "./recover.js";
import { paramsToResubmit, type ResubmitOptions } from "./resubmit.js";
import type { Steps } from "./steps.js";
import { askToStop, type StopRequest } from "./stop-request.js";
import { assertParentsExist, paramsToText, submitting } from "./submit.js";
import { listTrash, readTrashed, trashSize, type TrashedJob } from "./trash/list.js";
import { emptyTrash, purge } from "./trash/purge.js";
import { remove, type RemoveOptions } from "./trash/remove.js";
import { restore } from "./trash/restore.js";
import { asUnusable } from "./unusable.js";
import { hold, releaseHold } from "./waiting.js";

export class ChangingQueue extends ReadableQueue {
  /** @internal */
  protected readonly tokens = new ClaimTokens();

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
   * one: of use from some ten jobs on. `placed` hears of each job that is in the queue, also when the others then fail.
   * @throws as `submit`
   */
  async submitManyMeanwhile(
    list: readonly (JobParams | JsonText)[],
    options: SubmitOptions = {},
    placed?: (id: string) => void,
  ): Promise<QueuedJob[]> {
    return this.writeMeanwhile(this.submitting(list, options, placed));
  }

  /** The params as `submitMany` would write them, all checked as there; touches nothing. @throws as `submit` */
  paramsToSubmit(list: readonly (JobParams | JsonText)[], options: SubmitOptions = {}): string[] {
    const texts = list.map((params) => paramsToText(params, options));
    assertParentsExist(this.store, options);
    return texts;
  }

  /**
   * Submits the params of a job in any state again, under a new id, with `params.dirq.resubmit_of`.
   * @throws DirqError NOT_FOUND; INVALID_JOB when its file cannot be read
   */
  resubmit(id: string, options: ResubmitOptions = {}): QueuedJob {
    return this.submit(this.read(() => paramsToResubmit(this.store, id, options)));
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
    const { by = "a program", why = "", states, known } = options;
    return this.change(() => cancel(this.store, id, () => this.tokens.toMoveOn(), { by, why, states, known }));
  }

  /** Holds a queued job until `unhold`. @throws DirqError NOT_FOUND; WRONG_STATE; CONFLICT */
  hold(id: string, known?: KnownPlaces): void {
    this.change(() => hold(this.store, id, known));
  }

  /**
   * Gives a held job back to the queue, or to what it waited for before; returns where it stands now, for `readAt`.
   * @throws DirqError NOT_FOUND; WRONG_STATE; CONFLICT
   */
  unhold(id: string, known?: KnownPlaces): Place {
    return this.change(() => releaseHold(this.store, id, known));
  }

  /** Harmless when it is paused. */
  pause(): void {
    this.change(() => pause(this.store));
  }

  /** Lets them claim again. Harmless when it is not paused. */
  resume(): void {
    this.change(() => resume(this.store));
  }

  /**
   * Moves a job and its results to the trash; returns what `restore` takes. With `states` it is left alone when it is in
   * none of them. @throws DirqError NOT_FOUND; WRONG_STATE; CONFLICT
   */
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

  /**
   * Asks a worker, on whichever machine, to stop; it heeds this within about a second. Asking again changes nothing.
   * @throws DirqError NOT_FOUND when it has left the queue; WRONG_STATE when its process is known to have ended
   */
  stopWorker(worker: string, request: StopRequest): void {
    this.change(() => askToStop(this.store, worker, request));
  }

  /**
   * What of `diagnose` can be told without reading the jobs, and hinders jobs: cheap enough to be asked now and then.
   * @internal
   */
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
   * @internal
   */
  mendOne(finding: Finding, killProcesses: KillProcesses): void {
    const found = this.glance().find((one) => one.fixable && isSame(one, finding));
    if (found !== undefined) this.change(() => mendOne(this.store, found, this.recovery(killProcesses)));
  }

  /** Brings back what dead workers left: to be run at a worker's start and every 30 s. @internal */
  recovery(killProcesses: KillProcesses, clocks?: Clocks, judge?: JudgeLiveness): Recovery {
    const own = { worker: this.tokens.worker, isHeld: (token: string) => this.held.includes(token) };
    return new Recovery(this.store, () => this.tokens.toMoveOn(), killProcesses, own, clocks, judge);
  }

  /** The tokens of the claims that this object works on. @internal */
  protected get held(): readonly string[] {
    return [];
  }

  /** Nothing is touched before the first step. */
  private submitting(
    list: readonly (JobParams | JsonText)[],
    options: SubmitOptions,
    placed: (id: string) => void = () => {},
  ): Steps<QueuedJob[]> {
    const texts = this.paramsToSubmit(list, options);
    return submitting(this.store, texts, { hold: options.hold === true, placed });
  }
}
