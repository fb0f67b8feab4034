/** What people do to a queue and its jobs. Synchronous; each method says in its own file how the directory is changed. */
import { cancelling, type CancelOptions } from "./changing/cancel.js";
import { holding, releasingHold } from "./changing/hold.js";
import { removing, type RemoveOptions } from "./changing/remove.js";
import { Taker } from "./changing/taker.js";
import type { Clocks } from "./clocks.js";
import type { Steps } from "./disk/steps.js";
import { asUnusable } from "./disk/unusable.js";
import { glance } from "./doctor/diagnose.js";
import { isAmong, type Finding } from "./doctor/finding.js";
import { mendOne } from "./doctor/mend.js";
import { sweep } from "./doctor/sweep.js";
import type { ClaimName } from "./format/layout.js";
import type { KnownPlaces, Place } from "./format/place.js";
import { inGroups, inParts, LOOKED_FOR_AT_ONCE, settleEach, type OneOfMany } from "./in-groups.js";
import type { JobOrDamaged, JobParams } from "./job.js";
import { ClaimTokens } from "./owning/claim-tokens.js";
import { askToStop, type StopRequest } from "./processes/stop-request.js";
import { claimsIn } from "./reading/scan.js";
import { Recovery, type JudgeLiveness, type KillProcesses } from "./recovering/recover.js";
import { finishRemovals } from "./recovering/tend-trash.js";
import { pause, resume } from "./scheduling/pause.js";
import { SubmittingQueue } from "./submitting-queue.js";
import { listTrash, readTrashed, trashSize, walkTrash, type TrashedJob, type TrashFound } from "./trash/list.js";
import { emptyTrash, purge, purgeSeen, purgeWithoutJob, type EmptyTrashOptions } from "./trash/purge.js";
import { restoring, standingOf } from "./trash/restore.js";
import type { TrashSeen } from "./trash/trash-seen.js";

export class ChangingQueue<P extends object = JobParams> extends SubmittingQueue<P> {
  /** @internal */
  protected readonly tokens = new ClaimTokens();
  private readonly taker = new Taker(this.store, this.tokens);

  /**
   * Cancels a job. "cancelled": it was queued, and is recorded as failed. "requested": its worker stops it within about
   * a second. With `states` it is left alone when it is in none of them, such as one that has started meanwhile.
   * @throws DirqError NOT_FOUND; WRONG_STATE when it has ended, a Python worker runs it, or it is left alone; CONFLICT;
   * INVALID_JOB
   */
  cancel(id: string, options: CancelOptions = {}): "cancelled" | "requested" {
    return this.changeBy(() => this.cancelling(id, options));
  }

  /** Cancels jobs, some of them at a time. Tells of each what `cancel` returns or throws. */
  cancelMany(
    ids: readonly string[],
    options: CancelOptions = {},
  ): AsyncGenerator<readonly OneOfMany<"cancelled" | "requested">[]> {
    let listed: readonly ClaimName[] | undefined;
    const claims = (): readonly ClaimName[] => (listed ??= claimsIn(this.store));
    return this.changeEach(ids, (id) => this.cancelling(id, options, claims));
  }

  /** Holds a queued job until `unhold`. @throws DirqError NOT_FOUND; WRONG_STATE; CONFLICT */
  hold(id: string, known?: KnownPlaces): void {
    this.changeBy(() => holding(this.taker, id, known));
  }

  /** Holds jobs, some of them at a time. Tells of each what `hold` returns or throws. */
  holdMany(ids: readonly string[], known?: KnownPlaces): AsyncGenerator<readonly OneOfMany<void>[]> {
    return this.changeEach(ids, (id) => holding(this.taker, id, known));
  }

  /**
   * Gives a held job back to the queue, or to what it waited for before; returns where it stands now, for `readAt`.
   * @throws DirqError NOT_FOUND; WRONG_STATE; CONFLICT
   */
  unhold(id: string, known?: KnownPlaces): Place {
    return this.changeBy(() => releasingHold(this.taker, id, known));
  }

  /** Gives held jobs back, some of them at a time. Tells of each what `unhold` returns or throws. */
  unholdMany(ids: readonly string[], known?: KnownPlaces): AsyncGenerator<readonly OneOfMany<Place>[]> {
    return this.changeEach(ids, (id) => releasingHold(this.taker, id, known));
  }

  /** Keeps the workers of dirq from claiming jobs; those that run go on. Harmless when it is paused. */
  pause(): void {
    this.change(() => pause(this.store));
  }

  /** Lets them claim again. Harmless when it is not paused. */
  resume(): void {
    this.change(() => resume(this.store));
  }

  /**
   * Moves a job and its results to the trash; returns where it is there, by the `name` that `restore` takes. With `states`
   * it is left alone when it is in none of them. @throws DirqError NOT_FOUND; WRONG_STATE; CONFLICT
   */
  remove(id: string, options: RemoveOptions = {}): TrashedJob {
    return this.changeBy(() => removing(this.taker, id, options));
  }

  /** Removes jobs, some of them at a time. Tells of each what `remove` returns or throws. */
  removeMany(ids: readonly string[], options: RemoveOptions = {}): AsyncGenerator<readonly OneOfMany<TrashedJob>[]> {
    return this.changeEach(ids, (id) => removing(this.taker, id, options));
  }

  /** Finishes the removal in which the process died that removed jobs with this `batch`; others would do so a minute later. @internal */
  finishRemovals(batch: string): void {
    this.change(() => finishRemovals(this.store, batch));
  }

  /**
   * What `restore` can bring back, the last removed first; what was removed together stands together, the last submitted
   * first. @throws DirqError NO_QUEUE
   */
  trash(): TrashedJob[] {
    return this.read(() => listTrash(this.store));
  }

  /** What is on its way there, or was when its removal was cut off; `restore` refuses it until somebody has finished that. @internal */
  beingRemoved(): TrashedJob[] {
    return this.read(() => listTrash(this.store, "removing"));
  }

  /** What is in the trash, and what emptying it frees, for who does other things between one and the next. @throws DirqError NO_QUEUE @internal */
  walkTrash(): Iterable<TrashFound> {
    return this.read(() => walkTrash(this.store));
  }

  /** A removed job as it was, by its name in the trash. @throws DirqError NOT_FOUND */
  trashedJob(name: string): JobOrDamaged<P> {
    return this.read(() => readTrashed(this.store, name)) as JobOrDamaged<P>;
  }

  /** Brings a removed job back, by its name in the trash; returns its id. @throws DirqError NOT_FOUND; CONFLICT */
  restore(name: string): string {
    return this.changeBy(() => restoring(this.store, name, standingOf(this.store, [name])));
  }

  /** Brings removed jobs back, some of them at a time, by their names in the trash. Tells of each what `restore` returns or throws. */
  async *restoreMany(names: readonly string[]): AsyncGenerator<readonly OneOfMany<string>[]> {
    for (const some of inParts([...new Set(names)], LOOKED_FOR_AT_ONCE)) {
      let standing: Set<string> | undefined;
      const stepsOf = (name: string): Steps<string> =>
        restoring(this.store, name, (standing ??= standingOf(this.store, some)));
      yield* this.changeEach(some, stepsOf);
    }
  }

  /** Deletes a removed job for good, by its name in the trash. @throws DirqError NOT_FOUND; CONFLICT */
  purge(name: string): void {
    this.change(() => purge(this.store, name));
  }

  /** Deletes removed jobs for good, some of them at a time. Tells of each what `purge` returns or throws. */
  purgeMany(names: readonly string[]): AsyncGenerator<readonly OneOfMany<void>[]> {
    return inGroups(names, (some) => Promise.resolve(settleEach(some, (name) => this.purge(name))));
  }

  /**
   * Deletes for good what somebody has seen in the trash, some of it at a time, and nothing that has come since. Tells of
   * each job; one that has left the trash since is left alone, by a MovedOnError. @internal
   */
  async *purgeSeen({ jobs, others }: TrashSeen): AsyncGenerator<readonly OneOfMany<void>[]> {
    const purge = (name: string): void => purgeSeen(name, (seen) => this.purge(seen));
    yield* inGroups(jobs, (some) => Promise.resolve(settleEach(some, purge)));
    for (const name of others) this.change(() => purgeWithoutJob(this.store, name));
  }

  /** Deletes removed jobs for good; returns how many they were. */
  emptyTrash(options: EmptyTrashOptions = {}): number {
    const { olderThan = 0 } = options;
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
    const found = this.glance()
      .filter(isAmong([finding]))
      .find(({ fixable }) => fixable);
    if (found !== undefined) this.change(() => mendOne(this.store, found, this.recovery(killProcesses)));
  }

  /** Brings back what dead workers left: to be run at a worker's start and every 30 s. @internal */
  recovery(killProcesses: KillProcesses, clocks?: Clocks, judge?: JudgeLiveness): Recovery {
    const own = { worker: this.tokens.worker, isHeld: (token: string) => this.held.includes(token) };
    const newToken = (): string => this.tokens.toMoveOn();
    const sweepAway = (now: number): void => sweep(this.store, now);
    return new Recovery(this.store, { newToken, killProcesses, own, sweep: sweepAway, clocks, judge });
  }

  /** The tokens of the claims that this object works on. @internal */
  protected get held(): readonly string[] {
    return [...this.taker.working];
  }

  private cancelling(
    id: string,
    { by = "a program", why = "", ...options }: CancelOptions,
    claims?: () => readonly ClaimName[],
  ): Steps<"cancelled" | "requested"> {
    return cancelling(this.taker, id, { by, why, ...options }, claims);
  }

  private changeBy<T>(steps: () => Steps<T>): T {
    return this.change(() => this.store.disk.take(steps()));
  }

  private changeEach<T>(
    ids: readonly string[],
    stepsOf: (id: string) => Steps<T>,
  ): AsyncGenerator<readonly OneOfMany<T>[]> {
    return inGroups(ids, (some) => this.changeTogether(() => some.map(stepsOf)));
  }
}
