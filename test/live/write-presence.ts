import type { JobQueue } from "../../src/queue/index.js";
import { writeIn } from "../queue/temporary-queue.js";

/** What a worker with that id would say of itself in the queue. */
export function writePresence(
  queue: JobQueue,
  worker: string,
  changes: { readonly name?: string; readonly host?: string } = {},
): void {
  const record = {
    worker,
    name: "far",
    host: "node7",
    pid: 17,
    slots: 1,
    started_ms: 1000,
    beat: 3,
    jobs: [],
    ...changes,
  };
  queue.create();
  writeIn(queue, `.dirq/workers/${worker}.json`, JSON.stringify(record));
}
