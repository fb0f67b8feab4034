/**
 * recover: what dead workers left behind is brought to its end. Every step can be repeated, and of several who recover
 * at once each move has one winner. Jobs of workers that may be alive, and of Python workers, are never touched.
 */
import { join } from "node:path";
import { BeatObserver } from "./beat-observer.js";
import { cancelledBeforeStart, readCancelRequest } from "./cancel-request.js";
import { attemptsOf, moveToQueue, withdrawView } from "./claim.js";
import { claimKeyIn, claimKeyOf, workerOf } from "./claim-key.js";
import { hasCode } from "./disk.js";
import { copiedTexts, documentText } from "./document.js";
import { sweep } from "./doctor/sweep.js";
import { heal } from "./heal.js";
import { healAll } from "./heal-all.js";
import { livenessOf } from "./identity.js";
import type { ClaimName } from "./layout.js";
import { discardStaged, failTaken, rollForward, type Outcome } from "./outcome.js";
import { readPresence, removePresence, workersPresent, type RecordedProcess } from "./presence.js";
import { retryOf } from "./retry.js";
import { claimsIn, idsIn, lookFor } from "./scan.js";
import type { Store } from "./store.js";
import { tendTrash } from "./trash/tend.js";

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

/** What the worker that recovers knows of its own claims. */
export interface OwnClaims {
  readonly worker: string;
  /** Whether it still works on this one. */
  readonly isHeld: (claim: string) => boolean;
}

const REAL_CLOCKS: Clocks = { now: () => Date.now(), monotonic: () => performance.now() };

export class Recovery {
  private readonly viewsWithoutClaim = new Map<string, number>();
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
  ) {
    this.observer = new BeatObserver(store, clocks.monotonic);
  }

  /** One pass over what the dead left. Returns the ids of jobs that it moved on. */
  run(): string[] {
    this.silent = this.observer.look(this.workersOutOfSight());
    const moved = this.claimsOfTheDead().filter((claim) => this.bringToAnEnd(claim));
    const rebuilt = this.viewsOfTheDead().filter((id) => this.rebuildFromView(id));
    healAll(this.store);
    tendTrash(this.store, this.clocks.now());
    if (this.clocks.monotonic() >= this.sweepAt) this.sweep();
    this.forgetDeadWorkers();
    return [...moved.map(({ id }) => id), ...rebuilt];
  }

  /** Whether something was seen that only a second pass, 2 s later, may touch. */
  get needsSecondLook(): boolean {
    return this.viewsWithoutClaim.size > 0;
  }

  /** To find what is a day old, all folders are listed. */
  private sweep(): void {
    this.sweepAt = this.clocks.monotonic() + SWEEP_MS;
    sweep(this.store, this.clocks.now());
  }

  private workersOutOfSight(): Set<string> {
    const workers = [...workersPresent(this.store), ...claimsIn(this.store).map(({ worker }) => worker)];
    return new Set(workers.filter((worker) => livenessOf(worker) === "unknown"));
  }

  private isDead(worker: string): boolean {
    return livenessOf(worker) === "dead" || this.silent.has(worker);
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
    if (request !== undefined) failTaken(this.store, taken, cancelledBeforeStart(request));
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

  /** Views of dead claims whose claim file is gone: somebody deleted `.dirq/`. Only those seen so at two looks. */
  private viewsOfTheDead(): string[] {
    const now = this.clocks.monotonic();
    const ids = idsIn(this.store, "running").filter((id) => this.isDeadView(id));
    for (const id of this.viewsWithoutClaim.keys()) if (!ids.includes(id)) this.viewsWithoutClaim.delete(id);
    for (const id of ids) if (!this.viewsWithoutClaim.has(id)) this.viewsWithoutClaim.set(id, now);
    return ids.filter((id) => now - (this.viewsWithoutClaim.get(id) ?? now) >= SECOND_LOOK_MS);
  }

  private isDeadView(id: string): boolean {
    const place = lookFor(this.store, id);
    if (place?.state === "running" && place.claim !== undefined) return false;
    const claim = claimKeyOfView(this.store, id);
    return claim !== undefined && this.isDead(workerOf(claim));
  }

  /** The job stands elsewhere too: the view is a left-over. It stands nowhere else: the view is all there is of it. */
  private rebuildFromView(id: string): boolean {
    const { disk, layout } = this.store;
    this.viewsWithoutClaim.delete(id);
    const text = disk.readOwn(layout.job("running", id));
    const claim = claimKeyIn(text);
    if (text === undefined || claim === undefined || !this.isDead(workerOf(claim))) return false;
    const place = lookFor(this.store, id);
    const isQueued = disk.exists(layout.job("queued", id));
    if (!isQueued && (place === undefined || place.state === "running")) {
      const queued = documentText({ id, state: "queued", ...copiedTexts(text) });
      disk.put(layout.job("queued", id), queued, { part: join(layout.tmp, `${id}-${this.newToken()}.part`) });
    }
    // By now somebody else may run the job, and show it.
    return withdrawView(this.store, id, claim);
  }

  private forgetDeadWorkers(): void {
    const { disk, layout } = this.store;
    const claims = disk.names(layout.claims);
    for (const worker of workersPresent(this.store)) {
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
  return claimKeyOfView(store, id) === claim;
}

function claimKeyOfView({ disk, layout }: Store, id: string): string | undefined {
  return claimKeyOf(disk, layout.job("running", id));
}

/** Whether a claim of ours has recorded an end already. */
function hasFinal({ disk, layout }: Store, id: string): boolean {
  return (["completed", "failed"] as const).some((state) => claimKeyOf(disk, layout.job(state, id)) !== undefined);
}
