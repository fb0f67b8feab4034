/** The workers of a queue as rows, and telling one of them to stop. */
import { lstatSync } from "node:fs";
import { join } from "node:path";
import { DirqError, type JobQueue, type WorkerStatus } from "../queue/index.js";
import type { WorkerRow } from "./live-queue.js";

export class WorkerList {
  /** Told to stop. A second signal would take their jobs away from them, and nobody here means that. */
  private readonly told = new Set<string>();
  private last = "[]";

  constructor(private readonly queue: JobQueue) {}

  /** None where the queue is missing or cannot be read: its status says which. */
  rows(): readonly WorkerRow[] {
    try {
      return this.queue.workers().map((status) => this.rowOf(status));
    } catch (error) {
      if (error instanceof DirqError) return [];
      throw error;
    }
  }

  /** Whether the rows are others than at the last call. */
  hasChanged(): boolean {
    const before = this.last;
    this.last = this.rowsAsText();
    return this.last !== before;
  }

  /** @throws Error for one that no signal can reach from here, or must not */
  stop(worker: string): void {
    const row = this.rows().find((candidate) => candidate.worker === worker);
    if (row === undefined) throw new Error("Cannot stop this worker: it has left the queue already.");
    // A process id means something else elsewhere, and somebody else's process once its own has ended.
    if (row.liveness !== "alive") throw new Error(`Cannot stop ${row.name} from here: ${row.evidence}.`);
    if (row.stopping) return;
    process.kill(row.pid, "SIGTERM");
    this.told.add(worker);
  }

  /** What cannot be read now is the status's to tell; the rows stay as they are. */
  private rowsAsText(): string {
    try {
      return JSON.stringify(this.rows());
    } catch {
      return this.last;
    }
  }

  private rowOf({ since, ...status }: WorkerStatus): WorkerRow {
    return {
      ...status,
      sinceMs: since.getTime(),
      stopping: this.told.has(status.worker) && status.liveness === "alive",
      logFile: this.logOf(status),
    };
  }

  /** `dirq worker --detach` calls a log by its worker's process id, or by the name that it was given. */
  private logOf({ pid, name }: Pick<WorkerStatus, "pid" | "name">): string | undefined {
    const names = [String(pid), name].filter((candidate) => /^[\w.-]+$/.test(candidate));
    const logs = names.map((candidate) => join(this.queue.directory, ".dirq", "workers", `${candidate}.log`));
    return logs.find((path) => lstatSync(path, { throwIfNoEntry: false })?.isFile() === true);
  }
}
