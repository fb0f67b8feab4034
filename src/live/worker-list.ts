/** The workers of a queue as rows. */
import { lstatSync } from "node:fs";
import { join } from "node:path";
import { DirqError, type JobQueue, type WorkerStatus } from "../queue/index.js";
import type { Staffing, WorkerRow } from "./live-queue.js";
import { short } from "./short.js";

/** Anybody can write a worker's file; a row has room for a line. */
const LONGEST_WORD = 200;

export class WorkerList {
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

  staffing({ pythonAtWork }: { readonly pythonAtWork: boolean }): Staffing {
    const able = this.rows().filter(({ liveness, stopping }) => liveness !== "dead" && stopping === undefined);
    if (pythonAtWork || able.some(({ slots, jobs }) => jobs.length < slots)) return "free";
    return able.length === 0 ? "none" : "busy";
  }

  /** Whether the rows are others than at the last call. */
  hasChanged(): boolean {
    const before = this.last;
    this.last = this.rowsAsText();
    return this.last !== before;
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
