/**
 * What whoever comes by does for the trash: finishes what somebody began and did not live to finish, and deletes what is
 * too old. Found half-done, the place of the job's file tells how to go on.
 */
import { removeTree } from "../disk/remove-tree.js";
import type { Store } from "../disk/store.js";
import { locate } from "../reading/scan.js";
import { deleteForGood } from "./purge.js";
import { completingRemoval } from "./remove.js";
import { completingRestore } from "./restore.js";
import { trashFolders, type TrashFolder } from "./trash-folder.js";

/** What has been in the trash for longer is deleted by whichever worker comes by. */
const KEPT_MS = 7 * 86_400_000;

/** Operations that were begun and not finished. `now`: milliseconds since 1970. */
export function halfDoneInTrash(store: Store, now: number): TrashFolder[] {
  return trashFolders(store, "removing", "restoring", "purging").filter((folder) => folder.isAbandoned(now));
}

/** What nobody can want back any more. `now`: milliseconds since 1970. */
export function expiredInTrash(store: Store, now: number): TrashFolder[] {
  return trashFolders(store, "rm", "heal").filter((folder) => folder.age(now) >= KEPT_MS);
}

export function tendTrash(store: Store, now: number): void {
  for (const folder of halfDoneInTrash(store, now)) finishHalfDone(store, folder);
  for (const folder of expiredInTrash(store, now)) deleteForGood(store, folder);
}

/** The removals of one call, whose process is known to have died: at once, and each of its steps has one doer anyway. */
export function finishRemovals(store: Store, batch: string): void {
  for (const folder of trashFolders(store, "removing")) {
    if (folder.readManifest()?.batch === batch) finishHalfDone(store, folder);
  }
}

export function finishHalfDone(store: Store, folder: TrashFolder): void {
  const { disk } = store;
  const manifest = folder.readManifest();
  const isJobInside = disk.exists(folder.jobFile);
  if (folder.phase === "purging") {
    deleteForGood(store, folder);
  } else if (isJobInside && manifest !== undefined) {
    if (folder.phase === "removing") disk.take(completingRemoval(store, folder, manifest));
    else if (locate(store, manifest.id) === undefined) disk.take(completingRestore(store, folder, manifest));
    // Another job of that id has come meanwhile: neither may replace the other.
    else folder.enter("rm");
  } else if (!isJobInside && !disk.exists(folder.results)) {
    // The removal had not been decided, or the restoring was done: only the manifest is left.
    removeTree(disk, folder.path);
  }
}
