/** The workers of a queue as rows. */
import { lstatSync } from "node:fs";
import { join } from "node:path";
import { DirqError, livenessOf, type ReadableQueue, type WorkerStatus } from "../../queue/index.js";
import type { LiveIndex } from "../live-index/live-index.js";
import { short } from "../live-index/short.js";
import type { JobRow, Staffing, WorkerRow } from "../live-queue.js";
import type { LivingWorker } from "./drain-facts.js";

/** Anybody can write a worker's file; a row has room for a line. */
const LONGEST_WORD = 200;

/** What the list needs of the jobs. */
type Jobs = Pick<LiveIndex, "runningWithoutClaim" | "rowsOf">;

const PYTHON_EVIDENCE =
  "it runs jobs without a claim, as Python workers do, and leaves no other trace: nobody can tell whether it lives";

type OurRow = WorkerRow & Pick<WorkerStatus, "slots">;

export class WorkerList {
  private last = "[]";
  /** Those that took jobs when `staffing` was asked last. */
  private able: readonly OurRow[] = [];
  /** Those that were known to be dead when `staffing` was asked last, and before that. */
  private dead: ReadonlySet<string> = new Set();
  private deadBefore: ReadonlySet<string> = new Set();
  /** What `staffing` has read, for the `hasChanged` of the same look. */
  private read: readonly OurRow[] | undefined;

  constructor(private readonly queue: ReadableQueue) {}

  /** None where the queue is missing or cannot be read: its status says which. */
  rows(jobs: Jobs): readonly WorkerRow[] {
    return [...this.ours(), ...pythonWorkers(jobs)];
  }

  private ours(): readonly OurRow[] {
    try {
      return this.queue.workers().map((status) => this.rowOf(status));
    } catch (error) {
      if (error instanceof DirqError) return [];
      throw error;
    }
  }

  staffing({ runningWithoutClaim }: Pick<Jobs, "runningWithoutClaim">): Staffing {
    this.read = this.ours();
    const able = this.read.filter(({ liveness, stopping }) => liveness !== "dead" && stopping === undefined);
    this.able = able;
    this.deadBefore = this.dead;
    this.dead = new Set(this.read.filter(({ liveness }) => liveness === "dead").map(({ worker }) => worker));
    if (runningWithoutClaim.length > 0 || able.some(({ slots, jobs }) => jobs.length < slots)) return "free";
    return able.length === 0 ? "none" : "busy";
  }

  /**
   * The workers that `staffing` saw last, as far as they live now; it reads nothing of the queue. None where others may be
   * of help of whom nobody knows whether they live.
   */
  living({ runningWithoutClaim }: Pick<Jobs, "runningWithoutClaim">): readonly LivingWorker[] {
    const able = this.able.map(({ worker, slots }) => ({ worker, slots, liveness: livenessOf(worker) }));
    const isUncertain = runningWithoutClaim.length > 0 || able.some(({ liveness }) => liveness === "unknown");
    return isUncertain ? [] : able.filter(({ liveness }) => liveness === "alive");
  }

  /** Whether `staffing` saw a worker dead that was not so when it was asked before. */
  get hasLostOne(): boolean {
    return [...this.dead].some((worker) => !this.deadBefore.has(worker));
  }

  /** Whether the rows are others than at the last call; with those that `staffing` has read since. */
  hasChanged(jobs: Jobs): boolean {
    const before = this.last;
    this.last = this.rowsAsText(jobs);
    this.read = undefined;
    return this.last !== before;
  }

  /** What cannot be read now is the status's to tell; the rows stay as they are. */
  private rowsAsText(jobs: Jobs): string {
    try {
      return JSON.stringify([...(this.read ?? this.ours()), ...pythonWorkers(jobs)]);
    } catch {
      return this.last;
    }
  }

  private rowOf({ since, ...status }: WorkerStatus): OurRow {
    return {
      ...status,
      kind: "dirq",
      name: short(status.name, LONGEST_WORD),
      host: short(status.host, LONGEST_WORD),
      evidence: short(status.evidence, 2 * LONGEST_WORD),
      sinceMs: since.getTime(),
      logFile: this.logOf(status),
    };
  }

  /** `dirq worker --detach` calls a log by its worker's process id, or by the name that it was given. */
  private logOf({ pid, name }: Pick<WorkerStatus, "pid" | "name">): string | undefined {
    const names = [String(pid), name].filter((candidate) => /^[\w.-]{1,200}$/.test(candidate));
    const logs = names.map((candidate) => join(this.queue.directory, ".dirq", "workers", `${candidate}.log`));
    return logs.find((path) => lstatSync(path, { throwIfNoEntry: false })?.isFile() === true);
  }
}

/** One row for each name that jobs without a claim give. */
function pythonWorkers(jobs: Jobs): readonly WorkerRow[] {
  const byName = new Map<string, JobRow[]>();
  // One whose file names a claim was dirq's; somebody has deleted the claim.
  for (const row of jobs.rowsOf(jobs.runningWithoutClaim).filter(({ ours }) => !ours)) {
    const name = short(row.workerName ?? "Python worker", LONGEST_WORD);
    byName.set(name, [...(byName.get(name) ?? []), row]);
  }
  return [...byName].map(([name, rows]) => ({
    kind: "python",
    worker: `python ${name}`,
    name,
    host: undefined,
    pid: undefined,
    slots: undefined,
    sinceMs: Math.min(...rows.map(({ startedMs, createdMs }) => startedMs ?? createdMs)),
    jobs: rows.map(({ id }) => id),
    liveness: "unknown",
    evidence: PYTHON_EVIDENCE,
    stopping: undefined,
  }));
}
