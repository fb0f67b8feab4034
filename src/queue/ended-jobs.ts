/**
 * Requests to cancel a job and records of its tries go when it ends. One that was left at that very moment, or not seen
 * on a network file system, would stay for ever.
 */
import { join } from "node:path";
import { lookFor } from "./scan.js";
import type { Store } from "./store.js";

/** Removes what is kept of jobs only until they have ended. A job in the trash may come back and keeps it. */
export function forgetEndedJobs(store: Store): void {
  const { disk, layout } = store;
  for (const folder of [layout.requests, layout.attempts]) {
    for (const name of disk.names(folder)) {
      const [id = ""] = name.split(/[~.]/, 1);
      if (hasEnded(store, id)) disk.removeFile(join(folder, name));
    }
  }
}

function hasEnded(store: Store, id: string): boolean {
  const state = lookFor(store, id)?.state;
  return state === "completed" || state === "failed";
}
