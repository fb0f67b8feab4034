/**
 * A request to stop a worker: a file that asks it, on whichever machine it runs, and shows everybody that it was asked.
 * Asking twice asks once, for a file that stands cannot be made again; a second signal would mean something else.
 */
import type { Store } from "../disk/store.js";
import { DirqError } from "../errors.js";
import { livenessOf } from "./identity.js";
import { readPresence, removePresence, workersPresent } from "./presence.js";

/** `after-jobs`: claim nothing more, finish what runs, end. `now`: stop what runs as well, and give it back to the queue. */
export type StopRequest = "after-jobs" | "now";

/**
 * Asks a worker to stop. One that was asked is not asked again; only `now` goes beyond `after-jobs`.
 * @throws DirqError NOT_FOUND when it has left the queue; WRONG_STATE when its process is known to have ended
 */
export function askToStop(store: Store, worker: string, request: StopRequest): void {
  if (!workersPresent(store).includes(worker)) throw hasLeft(store);
  if (livenessOf(worker) === "dead") throw hasDied(store, worker);
  const { disk, layout } = store;
  // The stronger word first: once the weaker one is seen, it has to be there.
  if (request === "now") disk.createUnlessThere(layout.stopNowRequest(worker), "");
  disk.createUnlessThere(layout.stopRequest(worker), "");
  // It left meanwhile, and will not take the request with it.
  if (!workersPresent(store).includes(worker)) removePresence(store, worker);
}

/** What a worker was asked; undefined while it was asked nothing. */
export function readStopRequest({ disk, layout }: Store, worker: string): StopRequest | undefined {
  if (!disk.exists(layout.stopRequest(worker))) return undefined;
  return disk.exists(layout.stopNowRequest(worker)) ? "now" : "after-jobs";
}

function hasLeft({ layout }: Store): DirqError {
  return new DirqError("NOT_FOUND", `Cannot stop this worker: it has left ${layout.directory} already.`);
}

function hasDied(store: Store, worker: string): DirqError {
  const record = readPresence(store, worker);
  const who = record === undefined ? "this worker" : `worker ${record.name}`;
  return new DirqError("WRONG_STATE", `Cannot stop ${who}: its process has ended, and its jobs will be brought back.`);
}
