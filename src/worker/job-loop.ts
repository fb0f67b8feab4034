/** The loop of a worker: fill the slots, sleep until something happens, and never nap between jobs. */
import { setTimeout as delay } from "node:timers/promises";
import type { JobQueue, QueuedJob, Recovery, StopRequest, WaitingMover } from "../queue/index.js";
import { errorWords } from "../wording/index.js";
import { Beat } from "./beat/beat.js";
import { isTroubleWithDisk } from "./is-trouble-with-disk.js";
import { JobRun } from "./job-run.js";
import { watchQueue } from "./queue-hints.js";
import { RecordedEnds, type EndedRun } from "./recorded-ends.js";
import { StopOrders } from "./stop-orders.js";
import { killLeftBehind } from "./terminate/kill-left-behind.js";
import { WakeUp } from "./wake-up.js";
import type { RunOptions, Worker } from "./worker.js";
import type { WorkerEvent } from "./worker-event.js";

const LOOK_MS = 1_000;
/** After trouble with the disk. */
const REST_MS = 1_000;
const RECOVER_MS = 30_000;

export class JobLoop {
  private readonly queue: JobQueue;
  private readonly name: string;
  private readonly slots: number;
  private readonly pollMs: number;
  private readonly recovery: Recovery;
  private readonly waitingMover: WaitingMover;
  private readonly wakeUp = new WakeUp();
  private readonly running = new Map<number, JobRun>();
  /** Those that have left their slot before their end was recorded. */
  private readonly ending = new Set<JobRun>();
  private readonly orders: StopOrders;
  private readonly ends: RecordedEnds;
  private recoverAt = 0;
  private waitingAt = 0;
  /** A job has ended since the last look at those that wait; it may be what they wait for. */
  private endedSinceLook = false;
  /** Waiting jobs will come into the queue by themselves. */
  private moreIsComing = false;

  constructor(
    private readonly worker: Worker,
    private readonly options: RunOptions,
  ) {
    this.queue = worker.queue;
    this.name = options.name ?? `${worker.constructor.name}-pid${process.pid}`;
    this.slots = options.slots ?? 1;
    this.pollMs = (options.pollInterval ?? 1) * 1_000;
    this.waitingMover = this.queue.waitingMover();
    this.recovery = this.queue.recovery(killLeftBehind);
    this.orders = new StopOrders(options);
    this.ends = new RecordedEnds(this.queue, {
      recorded: (event) => {
        this.endedSinceLook = true;
        this.tell(event);
      },
      refused: (error, run) => {
        this.outlive(error, run);
        this.tell({ kind: "end-refused", job: run.claim.job });
      },
    });
  }

  async run(): Promise<void> {
    this.queue.create();
    const beat = await Beat.start(
      this.queue,
      { name: this.name, slots: this.slots },
      { onDeath: (error) => this.tell({ kind: "trouble", error, job: undefined }) },
    );
    const looking = setInterval(() => this.look(), LOOK_MS);
    const stopWatching = watchQueue(this.queue, {
      onJobs: () => this.wakeUp.wake(),
      onRequests: () => this.look(),
    });
    const stopListening = this.orders.listen({ onDrain: () => this.drain(), onKill: () => this.kill() });
    try {
      for (let more = this.round(beat); !this.isOver(more ?? true); more = this.round(beat)) {
        // What failed may have given hints itself, by putting a job back for example.
        await (more === undefined ? delay(Math.min(REST_MS, this.pollMs)) : this.wakeUp.wait(this.pollMs));
      }
    } finally {
      this.ends.giveUpRefused();
      stopListening();
      clearInterval(looking);
      stopWatching();
      await beat.stop();
    }
  }

  /** Does all that can be done now. Returns whether a job may still come that this worker could run; undefined after trouble. */
  private round(beat: Beat): boolean | undefined {
    return this.attempt(undefined, () => {
      this.recordRefused();
      this.settle();
      if (performance.now() >= this.recoverAt) this.recover();
      if (performance.now() >= this.waitingAt) this.moveWaiting();
      if (this.fillSlots(beat)) return true;
      if (!this.endedSinceLook) return this.moreIsComing;
      this.moveWaiting();
      return this.fillSlots(beat) || this.moreIsComing;
    });
  }

  private isOver(moreMayCome: boolean): boolean {
    if (this.running.size > 0 || this.ends.areBeingRecorded) return false;
    // An end that the disk refuses is given up then: whoever recovers the job runs it again.
    if (this.orders.isKilled) return true;
    if (this.ends.areRefused) return false;
    if (this.orders.isDraining) return true;
    return this.options.stopWhenEmpty === true && !moreMayCome && this.ends.areSettled;
  }

  private fillSlots(beat: Beat): boolean {
    while (!this.orders.isDraining && this.mayStart) {
      const claim = this.queue.claimNext({ accepts: (job) => this.accepts(job), workerName: this.name });
      if (claim === undefined) return this.queue.paused || this.queue.hasUndecidedJobs();
      const run = new JobRun({ worker: this.worker, claim, beat, slot: this.freeSlot() });
      void this.attend(run);
    }
    return true;
  }

  /** A slow disk is not run away from: no job starts while as many as there are slots wait for it with their end. */
  private get mayStart(): boolean {
    return this.running.size < this.slots && this.ending.size < this.slots;
  }

  /** A job that is too odd to be judged is left to others; it must not end the worker of all other jobs. */
  private accepts(job: QueuedJob): boolean {
    try {
      return this.worker.accepts(job);
    } catch (cause) {
      const reason = errorWords(cause);
      const error = new Error(`Job ${job.id} is left in the queue, for accepts() failed: ${reason}`, { cause });
      this.tell({ kind: "trouble", error, job: undefined });
      return false;
    }
  }

  private freeSlot(): number {
    let slot = 0;
    while (this.running.has(slot)) slot++;
    return slot;
  }

  private async attend(run: JobRun): Promise<void> {
    const { job } = run.claim;
    const startedAt = performance.now();
    this.running.set(run.slot, run);
    this.tell({ kind: "started", job, slot: run.slot });
    const end = await run.run();
    if (end.state === "completed") this.tellGap(run);
    const recorded = this.ends.record({ run, end, ms: performance.now() - startedAt });
    if (this.slots === 1) {
      // The next job may build on what this one leaves.
      await recorded;
      this.running.delete(run.slot);
    } else {
      // Others run while the disk takes what this one leaves.
      this.running.delete(run.slot);
      this.ending.add(run);
      this.wakeUp.wake();
      await recorded;
      this.ending.delete(run);
    }
    this.wakeUp.wake();
  }

  /** A job that failed has it in its error.txt; one that completed has no other place for it. */
  private tellGap({ logGap, claim: { job } }: JobRun): void {
    if (logGap !== undefined) this.tell({ kind: "trouble", error: new Error(`Job ${job.id}: ${logGap}`), job });
  }

  private recordRefused(): void {
    if (this.orders.isKilled) return;
    for (const ended of this.ends.takeRefused()) void this.recordAgain(ended);
  }

  private async recordAgain(ended: EndedRun): Promise<void> {
    const isRecorded = await this.ends.record(ended);
    // Refused once more, it has to wait for the next round.
    if (isRecorded || this.orders.isKilled) this.wakeUp.wake();
  }

  private settle(): void {
    for (const run of this.ends.takeDue()) this.attempt(run, () => this.queue.settle(run.claim));
  }

  private recover(): void {
    this.recoverAt = performance.now() + RECOVER_MS;
    const ids = this.recovery.run();
    if (ids.length > 0) this.tell({ kind: "recovered", ids });
  }

  private moveWaiting(): void {
    this.waitingAt = performance.now() + this.pollMs;
    this.endedSinceLook = false;
    this.moreIsComing = this.waitingMover.run().size > 0;
  }

  private look(): void {
    this.attempt(undefined, () => this.heed(this.queue.stopRequest()));
    for (const run of this.running.values()) this.attempt(run, () => run.look());
    for (const run of this.ends.stillOpen) this.attempt(run, () => this.queue.healEnded(run.claim));
  }

  private heed(request: StopRequest | undefined): void {
    if (!this.orders.heed(request)) return;
    this.tell({ kind: "asked-to-stop", request });
    if (request === "now") this.kill();
    else this.wakeUp.wake();
  }

  private drain(): void {
    this.showStopping();
    this.wakeUp.wake();
  }

  private kill(): void {
    for (const run of this.running.values()) run.kill();
    this.wakeUp.wake();
  }

  /** Undefined when the queue could not be used. The worker outlives it: a share may come back. */
  private attempt<T>(run: JobRun | undefined, action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      this.outlive(error, run);
      return undefined;
    }
  }

  private outlive(error: unknown, run: JobRun | undefined): void {
    if (!isTroubleWithDisk(error)) throw error;
    // It may have met a job half-way into this worker's hands, or out of them.
    this.recoverAt = 0;
    this.tell({ kind: "trouble", error: this.queue.inWords(error), job: run?.claim.job });
  }

  private tell(event: WorkerEvent): void {
    this.options.onEvent?.(event);
  }

  /** Others see a worker that was told by a signal as stopping too, and do not signal it again, which would say more. */
  private showStopping(): void {
    if (this.running.size === 0 && !this.ends.areBeingRecorded && !this.ends.areRefused) return;
    this.orders.knowsOf("after-jobs");
    this.attempt(undefined, () => this.queue.stopWorker(this.queue.worker, "after-jobs"));
  }
}
