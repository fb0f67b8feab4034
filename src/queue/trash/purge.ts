/** Deleting for good: of one removed job, of what somebody has looked at, or of all. Follows no link. */
import { removeTree } from "../disk/remove-tree.js";
import type { Store } from "../disk/store.js";
import { DirqError, MovedOnError } from "../errors.js";
import { DELETABLE, findTrashed, holdsJob, jobIn } from "./list.js";
import { TrashFolder, trashFolders } from "./trash-folder.js";

/** What of the trash is deleted for good. @category Options */
export interface EmptyTrashOptions {
  /** Seconds since it was removed, at least. Default: all of it. */
  readonly olderThan?: number | undefined;
}

/** Deletes one removed job for good. @throws DirqError NOT_FOUND; CONFLICT when somebody is restoring or deleting it */
export function purge(store: Store, name: string): void {
  const { folder, manifest } = findTrashed(store, name);
  if (deleteForGood(store, folder)) return;
  throw new DirqError("CONFLICT", `Job ${manifest.id} is being restored, or deleted for good, by somebody else.`);
}

/** Deletes by `purge` a job that was seen in the trash. @throws MovedOnError when it has left the trash since */
export function purgeSeen(name: string, purge: (name: string) => void): void {
  try {
    purge(name);
  } catch (error) {
    const hasLeft = error instanceof DirqError && (error.code === "NOT_FOUND" || error.code === "CONFLICT");
    throw hasLeft ? new MovedOnError(`Did not delete ${name} for good`, "restored or deleted") : error;
  }
}

/** Deletes what was seen in the trash and held no job, unless a job has come back into it. */
export function purgeWithoutJob(store: Store, name: string): void {
  const folder = TrashFolder.parse(store, name);
  const isThere = folder !== undefined && DELETABLE.includes(folder.phase) && folder.isThere();
  if (isThere && jobIn(store, folder) === undefined) deleteForGood(store, folder);
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
