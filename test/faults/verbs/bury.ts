import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Claim, JobQueue } from "../../../src/queue/index.js";

/** Gives what a worker has claimed to one whose process has ended: a start time that is nobody's. */
export function bury(queue: JobQueue, claims: readonly Claim[]): void {
  const { directory, worker } = queue;
  for (const claim of claims) queue.forget(claim);
  const dead = worker.replace(/^([0-9a-f]+-\d+-\d+)-\d+-/, "$1-1-");
  for (const folder of [".dirq/claims", ".dirq/attempts"]) {
    for (const name of readdirSync(join(directory, folder))) {
      renameSync(join(directory, folder, name), join(directory, folder, name.replace(worker, dead)));
    }
  }
  for (const name of readdirSync(join(directory, "running"))) {
    const view = join(directory, "running", name);
    writeFileSync(view, readFileSync(view, "utf8").replace(worker, dead));
  }
}
