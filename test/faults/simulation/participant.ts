/** One machine with a worker on the queue, which does step by step what a worker does. */
import { DirqError, JobQueue, type Claim, type Outcome } from "../../../src/queue/index.js";
import type { ClaimWatch } from "../../../src/queue/claiming/claim-watch.js";
import type { Recovery } from "../../../src/queue/recovering/recover.js";
import type { WaitingMover } from "../../../src/queue/changing/waiting-mover.js";
import { cancelledWords } from "../../../src/queue/ending/cancel-request.js";
import { Client, type ClientOptions } from "./client.js";
import type { Ledger, Run } from "./ledger.js";
import type { SimulatedDisk } from "./simulated-disk.js";

/** So long after another it looks whether a worker died that it only began to recover. */
const LATER_MS = 120_000;

class WorkersRun implements Run {
  wasSilent = false;
  /** Set once the command has ended; it stays until it has been recorded. */
  outcome: Outcome | undefined;

  constructor(
    readonly claim: Claim,
    readonly watch: ClaimWatch,
    private readonly client: Client,
  ) {}

  isExcused(): boolean {
    return this.client.isDead || this.wasSilent;
  }
}

export interface Surroundings {
  readonly disk: SimulatedDisk;
  readonly directory: string;
  readonly ledger: Ledger;
  readonly now: () => number;
  /** Whether a worker is taken for dead by the others. */
  readonly isSilent: (worker: string) => boolean;
}

export class Participant {
  readonly client: Client;
  readonly queue: JobQueue;
  /** Silent for longer than its lease: others take it for dead, and it goes on all the same. */
  isSilent = false;
  private silences = 0;
  private readonly recovery: Recovery;
  private readonly waitingMover: WaitingMover;
  private readonly ledger: Ledger;
  private readonly runs: WorkersRun[] = [];
  private readonly unsettled: Claim[] = [];

  constructor({ disk, directory, ledger, now, isSilent }: Surroundings, options: ClientOptions) {
    this.client = new Client(disk, options);
    this.ledger = ledger;
    this.queue = new JobQueue(directory, {
      fileSystem: this.client.fileSystem,
      resultsDirectory: "completed_results",
    });
    this.waitingMover = this.queue.waitingMover();
    this.recovery = this.queue.recovery(
      () => undefined,
      { now: () => Date.now() + LATER_MS, monotonic: now },
      (worker) => (isSilent(worker) ? "dead" : "alive"),
    );
  }

  get isTakenForDead(): boolean {
    return this.client.isDead || this.isSilent;
  }

  fallSilent(): void {
    this.isSilent = true;
    this.silences++;
    for (const run of this.runs) run.wasSilent = true;
  }

  claim(): boolean {
    const before = this.silences;
    const claim = this.queue.claimNext();
    if (claim === undefined) return false;
    const run = new WorkersRun(claim, this.queue.watchClaim(claim), this.client);
    run.wasSilent = this.silences > before;
    this.runs.push(run);
    this.ledger.began(claim.id, run);
    return true;
  }

  /** As every second, for one of its jobs. */
  look(pick: number): void {
    const run = this.runAt(pick);
    if (run === undefined || run.outcome !== undefined) return;
    const state = run.watch.look();
    switch (state.kind) {
      case "mine":
        return;
      case "lost":
        this.assertMayBeOvertaken(run);
        this.queue.forget(run.claim);
        return this.letGo(run);
      case "cancelled":
        run.outcome ??= { state: "failed", error: cancelledWords(state.request), details: "", final: true };
        return this.record(run);
      case "removed":
        throw new Error(`job ${run.claim.id} is taken for removed by Python, which nobody here is`);
    }
  }

  /** The command of one of its jobs ends; or, if its end could not be recorded then, that is tried again. */
  end(pick: number, outcome: Outcome): void {
    const run = this.runAt(pick);
    if (run === undefined) return;
    run.outcome ??= outcome;
    this.record(run);
  }

  /** Told twice to stop, a worker gives its jobs back. */
  release(pick: number): void {
    const run = this.runAt(pick);
    if (run === undefined || run.outcome !== undefined) return;
    this.ledger.ended(run.claim.id, run);
    this.queue.release(run.claim);
    this.letGo(run);
  }

  recover(): void {
    this.recovery.run();
    this.waitingMover.run();
  }

  settle(): void {
    const claim = this.unsettled.shift();
    if (claim !== undefined) this.queue.settle(claim);
  }

  private record(run: WorkersRun): void {
    const { claim, outcome } = run;
    if (outcome === undefined) return;
    this.ledger.ended(claim.id, run);
    try {
      const waits = outcome.state === "failed" && this.queue.retryLater(claim, outcome);
      if (!waits && !this.queue.finish(claim, outcome)) this.unsettled.push(claim);
    } catch (error) {
      if (!(error instanceof DirqError && error.code === "CONFLICT")) throw error;
      this.assertMayBeOvertaken(run);
      this.queue.forget(claim);
    }
    this.letGo(run);
  }

  private assertMayBeOvertaken(run: WorkersRun): void {
    if (!run.isExcused()) throw new Error(`job ${run.claim.id} was taken from a worker that lives`);
  }

  private runAt(pick: number): WorkersRun | undefined {
    return this.runs[pick % this.runs.length];
  }

  private letGo(run: WorkersRun): void {
    this.ledger.ended(run.claim.id, run);
    const index = this.runs.indexOf(run);
    if (index >= 0) this.runs.splice(index, 1);
  }
}
