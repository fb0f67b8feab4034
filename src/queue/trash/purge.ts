/** Deleting for good: of one removed job, or of all. Follows no link. */
import { removeTree } from "../disk/remove-tree.js";
import type { Store } from "../disk/store.js";
import { DirqError } from "../errors.js";
import { DELETABLE, findTrashed, holdsJob } from "./list.js";
import { trashFolders, type TrashFolder } from "./trash-folder.js";

/** Deletes one removed job for good. @throws DirqError NOT_FOUND; CONFLICT when somebody is restoring or deleting it */
export function purge(store: Store, name: string): void {
  const { folder, manifest } = findTrashed(store, name);
  if (deleteForGood(store, folder)) return;
  throw new DirqError("CONFLICT", `Job ${manifest.id} is being restored, or deleted for good, by somebody else.`);
}

/** Deletes what has been in the trash for so long, for good; returns how many jobs that were. */
export function emptyTrash(store: Store, olderThanMs: number, now = Date.now()): number {
  const folders = trashFolders(store, ...DELETABLE).filter((folder) => folder.age(now) >= olderThanMs);
  let jobs = 0;
  for (const folder of folders) {
    const isJob = holdsJob(store, folder);
    if (deleteForGood(store, folder) && isJob) jobs++;
  }
  return jobs;
}

/** False when somebody else is restoring or deleting it. */
export function deleteForGood({ disk }: Store, folder: TrashFolder): boolean {
  const purged = folder.phase === "purging" ? folder : folder.enter("purging");
  if (purged === undefined) return false;
  removeTree(disk, purged.resultsOnOtherDisk);
  removeTree(disk, purged.path);
  return true;
}
