/**
 * recover: what dead workers left behind is brought to its end. Every step can be repeated, and of several who recover
 * at once each move has one winner. Jobs of workers that may be alive, and of Python workers, are never touched.
 */
import { REAL_CLOCKS, type Clocks } from "../clocks.js";
import type { Store } from "../disk/store.js";
import { bringToAnEnd, moveOn } from "../ending/bring-to-an-end.js";
import { retryOf } from "../ending/retry.js";
import type { ClaimName } from "../format/layout.js";
import { healAll } from "../healing/heal-all.js";
import { moveToQueue, withdrawView } from "../owning/claim.js";
import { BeatObserver } from "../processes/beat-observer.js";
import { livenessOf, type Liveness } from "../processes/identity.js";
import { readPresence, removePresence, workersPresent, type RecordedProcess } from "../processes/presence.js";
import { claimKeyOf } from "../reading/claim-key.js";
import { claimsIn } from "../reading/scan.js";
import { forgetEndedJobs } from "./forget-ended-jobs.js";
import { tendTrash } from "./tend-trash.js";
import { ViewsWithoutClaim } from "./views-without-claim.js";

/** How often left-overs are looked for that are a day old by then. */
const SWEEP_MS = 3_600_000;

/** Ends the processes of a dead claim: the recorded group if known, and all that carry the claim in their environment. */
export type KillProcesses = (claim: string, group: RecordedProcess | undefined) => void;

/** What the machine says of a worker's process. */
export type JudgeLiveness = (worker: string) => Liveness;

/** What the worker that recovers knows of its own claims. */
export interface OwnClaims {
  readonly worker: string;
  /** Whether it still works on this one. */
  readonly isHeld: (claim: string) => boolean;
}

export interface RecoveryOptions {
  /** Makes a name for a claim that only moves a job on. */
  readonly newToken: () => string;
  readonly killProcesses: KillProcesses;
  readonly own: OwnClaims;
  /** Removes what is of no use to anybody. `now`: milliseconds since 1970. */
  readonly sweep: (now: number) => void;
  readonly clocks?: Clocks | undefined;
  readonly judge?: JudgeLiveness | undefined;
}

export class Recovery {
  private readonly newToken: () => string;
  private readonly killProcesses: KillProcesses;
  private readonly own: OwnClaims;
  private readonly sweepAway: (now: number) => void;
  private readonly clocks: Clocks;
  private readonly judge: JudgeLiveness;
  private readonly viewsWithoutClaim: ViewsWithoutClaim;
  private readonly observer: BeatObserver;
  /** Workers found silent at this pass. */
  private silent: ReadonlySet<string> = new Set();
  private sweepAt = -Infinity;

  constructor(
    private readonly store: Store,
    { newToken, killProcesses, own, sweep, clocks = REAL_CLOCKS, judge = livenessOf }: RecoveryOptions,
  ) {
    this.newToken = newToken;
    this.killProcesses = killProcesses;
    this.own = own;
    this.sweepAway = sweep;
    this.clocks = clocks;
    this.judge = judge;
    this.observer = new BeatObserver(store, clocks.monotonic);
    this.viewsWithoutClaim = new ViewsWithoutClaim(store, (worker) => this.isDead(worker), newToken, clocks.monotonic);
  }

  /** One pass over what the dead left. Returns the ids of jobs that it moved on. */
  run(): string[] {
    this.silent = this.observer.look(this.workersOutOfSight());
    const moved = this.bringToAnEnd(this.claimsOfTheDead());
    const rebuilt = this.viewsWithoutClaim.mend();
    healAll(this.store);
    tendTrash(this.store, this.clocks.now());
    if (this.clocks.monotonic() >= this.sweepAt) this.sweep();
    this.forgetDead(workersPresent(this.store));
    return [...moved.map(({ id }) => id), ...rebuilt];
  }

  /** Brings back one job that a worker left which is known to have died. */
  bringBackJob(id: string): void {
    this.bringToAnEnd(this.claimsOfTheDead().filter((claim) => claim.id === id));
  }

  /** Brings back all that one worker left, and forgets it, if it is known to have died. */
  bringBackFrom(worker: string): void {
    this.bringToAnEnd(this.claimsOfTheDead().filter((claim) => claim.worker === worker));
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
    this.sweepAway(this.clocks.now());
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

  /** Returns what has moved a job on. */
  private bringToAnEnd(names: readonly ClaimName[]): ClaimName[] {
    return bringToAnEnd(this.store, names, (dead) => this.takeOver(dead));
  }

  private takeOver(dead: ClaimName): boolean {
    const { id, claim } = dead;
    const { disk, layout } = this.store;
    if (!dead.movesOn) {
      const group = readPresence(this.store, dead.worker)?.jobs.find((job) => job.claim === claim);
      this.killProcesses(claim, group);
      const retry = retryOf(this.store, id, claim);
      if (retry !== undefined) return this.completeRetry(dead, retry);
      // It may be there: whoever was recovering the job before had come so far.
      if (ownView(this.store, id, claim)) disk.createUnlessThere(layout.attempt(id, claim, "died"), "");
    }
    return moveOn(this.store, dead, this.newToken());
  }

  /** The attempt had failed and was to be repeated; its worker died before the job was put to wait. */
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

function ownView(store: Store, id: string, claim: string): boolean {
  return claimKeyOf(store.disk, store.layout.job("running", id)) === claim;
}
