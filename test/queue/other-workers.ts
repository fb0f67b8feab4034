import { spawnSync } from "node:child_process";
import { renameSync, utimesSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import type { JobQueue } from "../../src/queue/index.js";
import { claimJob } from "./claim-job.js";
import { readIn, writeIn } from "./temporary-queue.js";

/** A worker as it would be named on this machine, whose process has ended. */
export function deadWorker(queue: JobQueue): string {
  const { pid } = spawnSync("true");
  return queue.worker.replace(/^([0-9a-f]+-\d+)-\d+-/, `$1-${pid}-`);
}

/** A worker that cannot be seen from here: another boot. */
export function workerElsewhere(queue: JobQueue): string {
  return queue.worker.replace(/^[0-9a-f]+/, "00000000");
}

interface Presence {
  readonly name?: string;
  readonly host?: string;
  readonly pid?: number;
  /** The time of the file, in milliseconds since 1970; by default now. */
  readonly at?: number;
}

/** What a worker says of itself. */
export function writePresence(queue: JobQueue, worker: string, { at = Date.now(), ...changes }: Presence = {}): void {
  const { pid } = spawnSync("true");
  const record = { worker, name: "lab-1", host: hostname(), pid, slots: 1, started_ms: 1, beat: 7, jobs: [] };
  queue.create();
  writeIn(queue, `.dirq/workers/${worker}.json`, JSON.stringify({ ...record, ...changes }));
  utimesSync(join(queue.directory, `.dirq/workers/${worker}.json`), at / 1_000, at / 1_000);
}

/** Claims the next job and makes the claim another worker's. */
export function claimAs(queue: JobQueue, worker: string): string {
  const claim = claimJob(queue);
  const token = claim.token.replace(queue.worker, worker);
  renameSync(claim.file, claim.file.replace(claim.token, token));
  writeIn(queue, `running/${claim.id}.json`, readIn(queue, `running/${claim.id}.json`).replace(claim.token, token));
  return token;
}
