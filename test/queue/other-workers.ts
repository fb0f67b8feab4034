import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { renameSync } from "node:fs";
import type { JobQueue } from "../../src/queue/index.js";
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

/** Claims the next job and makes the claim another worker's. */
export function claimAs(queue: JobQueue, worker: string): string {
  const claim = queue.claimNext();
  assert.ok(claim);
  const token = claim.token.replace(queue.worker, worker);
  renameSync(claim.file, claim.file.replace(claim.token, token));
  writeIn(queue, `running/${claim.id}.json`, readIn(queue, `running/${claim.id}.json`).replace(claim.token, token));
  return token;
}
