/** What was promised to those who use the queue, held against what is on the disk. */
import assert from "node:assert/strict";
import type { Inode, SimulatedDisk } from "./simulated-disk.js";

/** One run of a job's command. */
export interface Run {
  /** Who runs it has died, or was silent for longer than its lease: it may be run again. */
  isExcused(): boolean;
}

export interface PromisedJob {
  /** Its submitter was told its id. */
  acknowledged: boolean;
  run?: Run | undefined;
  held: boolean;
  /** How often somebody began to release it, or was done with that. */
  releases: number;
  /** `maybe`: whoever asked for it was not told what came of it. */
  removed: "no" | "maybe" | "yes";
  /** How often somebody began to remove or restore it. */
  trashMoves: number;
  /** All that was recorded of its end, once it was seen. */
  end?: string | undefined;
}

export class Ledger {
  readonly jobs = new Map<string, PromisedJob>();

  constructor(
    private readonly disk: SimulatedDisk,
    private readonly directory: string,
  ) {}

  job(id: string): PromisedJob {
    const job = this.jobs.get(id) ?? { acknowledged: false, held: false, releases: 0, removed: "no", trashMoves: 0 };
    this.jobs.set(id, job);
    return job;
  }

  /** A worker begins to run a job. */
  began(id: string, run: Run): void {
    const job = this.job(id);
    assert.equal(job.end, undefined, `job ${id} is run though its end is recorded`);
    assert.ok(job.run === undefined || job.run.isExcused(), `job ${id} is run by two workers, both alive`);
    assert.equal(job.held, false, `job ${id} is run though it is held`);
    assert.notEqual(job.removed, "yes", `job ${id} is run though it was removed`);
    job.run = run;
  }

  /** Its command has ended; only the recording is left. */
  ended(id: string, run: Run): void {
    const job = this.job(id);
    if (job.run === run) job.run = undefined;
  }

  /** At any moment. */
  check(): void {
    for (const [id, job] of this.jobs) {
      const places = this.placesOf(id);
      if (job.removed === "no") this.checkEnd(id, job);
      if (job.acknowledged && job.removed === "no") assert.notDeepEqual(places, [], `job ${id} is lost`);
    }
  }

  /** When all trouble is over and everything was run. `trashed`: ids of the jobs in the trash. */
  checkAll(trashed: ReadonlySet<string>): void {
    for (const [id, job] of this.jobs) {
      const places = this.placesOf(id);
      if (job.removed === "yes" || (job.removed === "maybe" && trashed.has(id))) {
        assert.ok(trashed.has(id), `job ${id}, which was removed, is in the trash`);
        assert.deepEqual(places, [], `job ${id} stands nowhere else`);
      } else if (job.acknowledged || places.length > 0) {
        assert.equal(places.length, 1, `job ${id} stands in one place, not in ${places.join(", ") || "none"}`);
        assert.match(places[0] ?? "", /^(completed|failed)\//, `job ${id} has ended, not ${places[0]}`);
        this.checkEnd(id, job);
      }
    }
  }

  /** What is recorded of an end never changes, and a completed job has its result. */
  private checkEnd(id: string, job: PromisedJob): void {
    const end = this.endOf(id);
    // Decided, and published before the power went: it is published once more.
    if (end === undefined && this.names(".dirq/claims").some((name) => name.startsWith(id) && name.endsWith(".done")))
      return;
    job.end ??= end;
    assert.equal(end, job.end, `the end of job ${id} has changed`);
  }

  private endOf(id: string): string | undefined {
    const completed = this.text(`completed/${id}.json`);
    const failed = this.text(`failed/${id}.json`);
    // A failed mark of Python's that lost a race has no claim, and is no end.
    const hasFailed = failed?.includes('"claim"') === true;
    assert.ok(completed === undefined || !hasFailed, `job ${id} has both completed and failed`);
    if (completed !== undefined) {
      const result = this.text(`completed_results/${id}/result.json`);
      assert.notEqual(result, undefined, `job ${id} is shown as completed and has no result`);
      assert.equal(this.text(`completed_results/${id}/results.json`), result, `job ${id} has the same result twice`);
      return `${completed}\n${result}`;
    }
    if (!hasFailed) return undefined;
    const error = this.text(`completed_results/${id}/error.txt`);
    assert.notEqual(error, undefined, `job ${id} is shown as failed and has no error`);
    return `${failed}\n${error}`;
  }

  private placesOf(id: string): string[] {
    const found = ["waiting", "queued", ".dirq/claims", "running", "failed", "completed"].flatMap((folder) =>
      this.names(folder).map((name) => `${folder}/${name}`),
    );
    return found.filter((path) => isOf(path, id));
  }

  private names(folder: string): string[] {
    const inode = this.find(folder);
    return inode?.kind === "directory" ? [...inode.entries.keys()] : [];
  }

  private text(path: string): string | undefined {
    const inode = this.find(path);
    return inode?.kind === "file" ? inode.data : undefined;
  }

  private find(path: string): Inode | undefined {
    return this.disk.find(`${this.directory}/${path}`);
  }
}

/** Whether there is a job at a path; of a claim's files only two hold it, and a view holds none. */
function isOf(path: string, id: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (!name.startsWith(id)) return false;
  if (path.startsWith("running/")) return false;
  return path.startsWith(".dirq/claims/") ? !/\.(result|error|final)$/.test(name) : name.endsWith(".json");
}
