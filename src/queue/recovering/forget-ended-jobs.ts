/**
 * Requests to cancel a job, records of its attempts and its priority go when it ends. One that was left at that very moment,
 * or not seen on a network file system, would stay for ever.
 */
import { join } from "node:path";
import type { Store } from "../disk/store.js";
import { hasEnded } from "../job.js";
import { lookFor, scan } from "../reading/scan.js";

/** Removes what is kept of jobs only until they have ended. A job in the trash may come back and keeps it. */
export function forgetEndedJobs(store: Store): void {
  const { disk, layout } = store;
  const kept = [layout.requests, layout.attempts, layout.priorities].flatMap((folder) =>
    disk.names(folder).map((name) => ({ path: join(folder, name), id: name.split(/[~.]/, 1)[0] ?? "" })),
  );
  if (kept.length === 0) return;
  // There may be a priority for each of many jobs, and looking for one lists folders.
  const places = scan(store);
  for (const { path, id } of kept) {
    if (hasEnded(places.get(id)) && hasEnded(lookFor(store, id))) disk.removeFile(path);
  }
}
