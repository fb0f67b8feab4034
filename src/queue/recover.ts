/**
 * recover: what dead workers left behind is brought to its end. Every step can be repeated, and of several who recover
 * at once each move has one winner. Jobs of workers that may be alive, and of Python workers, are never touched.
 */
import { BeatObserver } from "./beat-observer.js";
import { cancelledUnstarted, readCancelRequest } from "./cancel-request.js";
import { claimKeyOf } from "./claim-key.js";
import { attemptsOf, moveToQueue, withdrawView } from "./claim.js";
import { sweep } from "./doctor/sweep.js";
import { forgetEndedJobs } from "./ended-jobs.js";
import { failTaken } from "./finish.js";
import { healAll } from "./heal-all.js";
import { heal } from "./heal.js";
import { livenessOf, type Liveness } from "./identity.js";
import type { ClaimName } from "./layout.js";
import type { Outcome } from "./outcome.js";
import { readPresence, removePresence, workersPresent, type RecordedProcess } from "./presence.js";
import { rollForward } from "./publish.js";
import { retryOf } from "./retry.js";
import { claimsIn, lookFor } from "./scan.js";
import { discardStaged } from "./staged.js";
import type { Store } from "./store.js";
import { hasCode } from "./system-errors.js";
import { tendTrash } from "./trash/tend.js";
import { ViewsWithoutClaim } from "./views-without-claim.js";

/** A job whose workers died this often is not tried again. */
const MAX_DEATHS = 3;
/** A view without its claim is looked at twice, so far apart, before it is believed. */
export const SECOND_LOOK_MS = 2_000;
/** How often left-overs are looked for that are a day old by then. */
const SWEEP_MS = 3_600_000;

/** Ends the processes of a dead claim: the recorded group if known, and all that carry the claim in their environment. */
export type KillProcesses = (claim: string, group: RecordedProcess | undefined) => void;

/** What tells the time, for tests. */
export interface Clocks {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds that never jump. */
  readonly monotonic: () => number;
}

/** What the machine says of a worker's process. */
export type JudgeLiveness = (worker: string) => Liveness;

/** What the worker that recovers knows of its own claims. */
export interface OwnClaims {
  readonly worker: string;
  /** Whether it still works on this one. */
  readonly isHeld: (claim: string) => boolean;
}

const REAL_CLOCKS: Clocks = { now: () => Date.now(), monotonic: () => performance.now() };

export class Recovery {
  private readonly viewsWithoutClaim: ViewsWithoutClaim;
  private readonly observer: BeatObserver;
  /** Workers found silent at this pass. */
  private silent: ReadonlySet<string> = new Set();
  private sweepAt = -Infinity;

  constructor(
    private readonly store: Store,
    private readonly newToken: () => string,
    private readonly killProcesses: KillProcesses,
    private readonly own: OwnClaims,
    private readonly clocks: Clocks = REAL_CLOCKS,
    private readonly judge: JudgeLiveness = livenessOf,
  ) {
    this.observer = new BeatObserver(store, clocks.monotonic);
    this.viewsWithoutClaim = new ViewsWithoutClaim(store, (worker) => this.isDead(worker), newToken, clocks.monotonic);
  }

  /** One pass over what the dead left. Returns the ids of jobs that it moved on. */
  run(): string[] {
    this.silent = this.observer.look(this.workersOutOfSight());
    const moved = this.claimsOfTheDead().filter((claim) => this.bringToAnEnd(claim));
    const rebuilt = this.viewsWithoutClaim.mend();
    healAll(this.store);
    tendTrash(this.store, this.clocks.now());
    if (this.clocks.monotonic() >= this.sweepAt) this.sweep();
    this.forgetDead(workersPresent(this.store));
    return [...moved.map(({ id }) => id), ...rebuilt];
  }

  /** Brings back one job that a worker left which is known to have died. */
  bringBackJob(id: string): void {
    for (const claim of this.claimsOfTheDead()) if (claim.id === id) this.bringToAnEnd(claim);
  }

  /** Brings back all that one worker left, and forgets it, if it is known to have died. */
  bringBackFrom(worker: string): void {
    for (const claim of this.claimsOfTheDead()) if (claim.worker === worker) this.bringToAnEnd(claim);
    this.forgetDead([worker]);
  }

  /** Views without a claim alone. */
  mendViews(): void {
    this.viewsWithoutClaim.mend();
  }

  /** Whether something was seen that only a second pass, 2 s later, may touch. */
  get needsSecondLook(): boolean {
    return this.viewsWithoutClaim.areSuspected;
  }

  /** To find what is a day old, all folders are listed. */
  private sweep(): void {
    this.sweepAt = this.clocks.monotonic() + SWEEP_MS;
    sweep(this.store, this.clocks.now());
    forgetEndedJobs(this.store);
  }

  private workersOutOfSight(): Set<string> {
    const workers = [...workersPresent(this.store), ...claimsIn(this.store).map(({ worker }) => worker)];
    return new Set(workers.filter((worker) => this.judge(worker) === "unknown"));
  }

  private isDead(worker: string): boolean {
    return this.judge(worker) === "dead" || this.silent.has(worker);
  }

  private claimsOfTheDead(): ClaimName[] {
    return claimsIn(this.store).filter(({ worker, claim }) => this.isDead(worker) || this.isForgotten(worker, claim));
  }

  /** A claim of our own that nobody works on: the disk failed, or went away, half-way through taking or leaving a job. */
  private isForgotten(worker: string, claim: string): boolean {
    return worker === this.own.worker && !this.own.isHeld(claim);
  }

  /** True when the job has been moved on. */
  private bringToAnEnd(name: ClaimName): boolean {
    const { disk, layout } = this.store;
    const { id, claim, part } = name;
    switch (part) {
      case "claim":
        return this.takeOver(name);
      case "done":
        if (disk.stat(layout.claim(id, claim, "done"))?.isFile() !== true) return false;
        rollForward(this.store, id, claim);
        return true;
      case "result":
      case "error":
      case "final":
        // Staged, never decided. The claim is looked for first: it turns into `.done`, not the other way round.
        if (disk.exists(layout.claimFile(id, claim, name.why)) || disk.exists(layout.claim(id, claim, "done")))
          return false;
        discardStaged(this.store, id, claim);
        return false;
    }
  }

  private takeOver(dead: ClaimName): boolean {
    const { disk, layout } = this.store;
    const { id, claim } = dead;
    if (!dead.recovering) {
      const group = readPresence(this.store, dead.worker)?.jobs.find((job) => job.claim === claim);
      this.killProcesses(claim, group);
      const retry = retryOf(this.store, id, claim);
      if (retry !== undefined) return this.completeRetry(dead, retry);
      if (ownView(this.store, id, claim)) this.recordDeath(id, claim);
    }
    withdrawView(this.store, id, claim);
    const token = this.newToken();
    const mine = layout.claimFile(id, token, dead.why);
    if (!disk.move(layout.claimFile(id, claim, dead.why), mine)) return this.leaveToOthers(dead);
    heal(this.store, id);
    if (hasFinal(this.store, id)) return disk.removeFile(mine);
    const deaths = attemptsOf(this.store, id).filter((name) => name.endsWith(".died")).length;
    const request = readCancelRequest(this.store, id);
    const taken = { id, token, waiting: dead.why };
    if (request !== undefined) failTaken(this.store, taken, cancelledUnstarted(this.store, id, request));
    else if (deaths >= MAX_DEATHS) failTaken(this.store, taken, diedTooOften(deaths));
    else this.giveBack(taken, mine);
    return true;
  }

  /** Somebody was faster. Frozen meanwhile, this worker may have recorded a death in a job that has ended since. */
  private leaveToOthers({ id, claim }: ClaimName): false {
    const { disk, layout } = this.store;
    const state = lookFor(this.store, id)?.state;
    if (state !== "queued" && state !== "running") disk.removeFile(layout.attempt(id, claim, "died"));
    return false;
  }

  /** To where it waited, unless another file has its place there now. */
  private giveBack(
    { id, waiting }: Pick<ClaimName, "id"> & { readonly waiting: string | undefined },
    mine: string,
  ): void {
    const { disk, layout } = this.store;
    const before = waiting === undefined ? undefined : layout.waitingJob(id, waiting);
    if (before === undefined || disk.exists(before)) moveToQueue(this.store, id, mine);
    else disk.move(mine, before);
  }

  private recordDeath(id: string, claim: string): void {
    try {
      this.store.disk.create(this.store.layout.attempt(id, claim, "died"), "");
    } catch (error) {
      // Whoever was recovering it before had come so far.
      if (!hasCode(error, "EEXIST")) throw error;
    }
  }

  /** The try had failed and was to be repeated; its worker died before the job was put to wait. */
  private completeRetry({ id, claim }: ClaimName, waiting: string): boolean {
    const { disk, layout } = this.store;
    withdrawView(this.store, id, claim);
    const to = layout.waitingJob(id, waiting);
    if (!disk.exists(to)) return disk.move(layout.claim(id, claim), to);
    moveToQueue(this.store, id, layout.claim(id, claim));
    return true;
  }

  /** Of these workers those that are dead and have left no claim. */
  private forgetDead(workers: readonly string[]): void {
    const { disk, layout } = this.store;
    const claims = disk.names(layout.claims);
    for (const worker of workers) {
      if (this.isDead(worker) && !claims.some((name) => name.includes(`~${worker}.`)))
        removePresence(this.store, worker);
    }
  }
}

function diedTooOften(deaths: number): Outcome {
  return {
    state: "failed",
    error: `Worker died ${deaths} times while running this job`,
    details: "Each time the process that ran the worker ended without recording how the job went.",
  };
}

function ownView(store: Store, id: string, claim: string): boolean {
  return claimKeyOf(store.disk, store.layout.job("running", id)) === claim;
}

/** Whether a claim of ours has recorded an end already. */
function hasFinal({ disk, layout }: Store, id: string): boolean {
  return (["completed", "failed"] as const).some((state) => claimKeyOf(disk, layout.job(state, id)) !== undefined);
}
