/**
 * What whoever comes by does for the trash: finishes what somebody began and did not live to finish, and deletes what is
 * too old. Found half-done, the place of the job's file tells how to go on.
 */
import { completingRemoval } from "../changing/remove.js";
import type { Store } from "../disk/store.js";
import { finishHealing } from "../healing/heal.js";
import { locate } from "../reading/scan.js";
import { deleteForGood } from "../trash/purge.js";
import { completingRestore } from "../trash/restore.js";
import { trashFolders, type Manifest, type TrashFolder } from "../trash/trash-folder.js";

/** What has been in the trash for longer is deleted by whichever worker comes by. */
const KEPT_MS = 7 * 86_400_000;

/** Operations that were begun and not finished. `now`: milliseconds since 1970. */
export function halfDoneInTrash(store: Store, now: number): TrashFolder[] {
  return trashFolders(store, "removing", "restoring", "purging", "healing").filter((folder) => folder.isAbandoned(now));
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
  if (folder.phase === "purging") return void deleteForGood(store, folder);
  if (folder.phase === "healing") return finishHealing(store, folder);
  const manifest = folder.readManifest();
  const isJobInside = disk.exists(folder.jobFile);
  if (!isJobInside) return endWithoutJob(store, folder, manifest);
  if (manifest === undefined) return;
  if (folder.phase === "removing") disk.take(completingRemoval(store, folder, manifest));
  else if (locate(store, manifest.id) === undefined) completeRestore(store, folder, manifest);
  // Another job of that id has come meanwhile: neither may replace the other.
  else folder.enter("rm");
}

/** Its restorer may be refused at this moment, and take the folder into the trash again. */
function completeRestore(store: Store, folder: TrashFolder, manifest: Manifest): void {
  folder.unlessOthersDo(() => {
    store.disk.take(completingRestore(store, folder, manifest));
    return true;
  });
}

/**
 * The removal had not been decided, or the restoring was done: only the manifest is left. But whoever removes the job may
 * have been frozen right before its move. Once the folder has its next name that move finds it no more, and what came
 * before is inside for all to see. Where nothing came the folder stays until the trash is emptied: others may be restoring
 * what it holds, and a refusal brings a job back into it between any look and what is done about it.
 */
function endWithoutJob(store: Store, folder: TrashFolder, manifest: Manifest | undefined): void {
  const { disk } = store;
  const settled = disk.exists(folder.results) ? undefined : folder.enter("rm");
  const isRemoved = settled !== undefined && folder.phase === "removing" && disk.exists(settled.jobFile);
  if (isRemoved && manifest !== undefined) disk.take(completingRemoval(store, settled, manifest));
}
