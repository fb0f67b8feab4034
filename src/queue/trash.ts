/**
 * rm and restore. What is removed is moved into a folder of its own in the trash: the manifest is written first, the
 * job's file moves next and decides, its results follow. restore moves back, the job's file last. Found half-done, the
 * place of the job's file tells how to go on.
 */
import { dirname } from "node:path";
import type { Claim } from "./claim.js";
import { hasCode } from "./disk.js";
import type { Place } from "./document.js";
import { DirqError } from "./errors.js";
import { isClaimableId } from "./job-id.js";
import type { JobState } from "./job.js";
import { notFound, pathsOf } from "./reader.js";
import { locate } from "./scan.js";
import type { Store } from "./store.js";
import { TrashFolder, trashFolders, type Manifest } from "./trash-folder.js";

/** A job in the trash. */
export interface TrashedJob {
  /** What `restore` takes. */
  readonly name: string;
  readonly id: string;
  /** Where it was. */
  readonly state: JobState;
  readonly removedAt: Date;
}

/**
 * Moves a job and its results to the trash.
 * @throws DirqError NOT_FOUND; WRONG_STATE for a running job; CONFLICT when it moved meanwhile
 */
export function remove(store: Store, id: string): TrashedJob {
  const { disk, layout } = store;
  const place = locate(store, id);
  if (place === undefined) throw notFound(store, id);
  if (place.state === "running") throw isRunning(place);
  if (place.claim !== undefined) throw movedMeanwhile(id);
  const [path = ""] = pathsOf(layout, place);
  const folder = TrashFolder.make(store, "removing");
  const manifest = folder.writeManifest(place);
  if (!disk.move(path, folder.jobFile)) {
    disk.removeTree(folder.path);
    throw movedMeanwhile(id);
  }
  return trashedJob(completeRemoval(store, folder, manifest), manifest);
}

function isRunning({ id, claim }: Place): DirqError {
  const remedy =
    claim === undefined
      ? "it is running, under a Python worker, which takes no requests. Wait until it has ended, or stop that worker."
      : `it is running. Cancel it first: dirq cancel ${id}`;
  return new DirqError("WRONG_STATE", `Cannot remove job ${id}: ${remedy}`);
}

function movedMeanwhile(id: string): DirqError {
  return new DirqError(
    "CONFLICT",
    `Job ${id} was not removed: somebody moved it meanwhile, perhaps a worker that runs it now.`,
  );
}

function completeRemoval(store: Store, folder: TrashFolder, manifest: Manifest): TrashFolder {
  const { disk, layout } = store;
  // Only an id that dirq could have given names a result directory; `..` names another.
  if (isClaimableId(manifest.id)) moveResults(store, layout.resultDirectory(manifest.id), folder);
  disk.sync(layout.folder(manifest.state));
  return folder.enter("rm") ?? folder;
}

function moveResults({ disk }: Store, from: string, folder: TrashFolder): void {
  if (!disk.exists(from)) return;
  try {
    disk.move(from, folder.results);
  } catch (error) {
    if (!hasCode(error, "EXDEV")) throw error;
    disk.makeDirectory(dirname(folder.resultsOnOtherDisk));
    disk.move(from, folder.resultsOnOtherDisk);
  }
}

function trashedJob({ name }: TrashFolder, { id, state, removed_ms }: Manifest): TrashedJob {
  return { name, id, state, removedAt: new Date(removed_ms) };
}

/** A person removed a job with Python's `rm` while it ran: its claim, all that is left of it, goes to the trash. */
export function discardRemoved(store: Store, claim: Claim): void {
  claim.withdraw();
  const folder = TrashFolder.make(store, "removing");
  folder.writeManifest({ id: claim.id, state: "queued" });
  store.disk.move(claim.file, folder.jobFile);
  store.disk.remove(store.layout.cancelRequest(claim.id));
  folder.enter("rm");
}

/** What `restore` can bring back, the last removed first. */
export function listTrash(store: Store): TrashedJob[] {
  const folders = trashFolders(store, "rm").filter(({ jobFile }) => store.disk.exists(jobFile));
  const jobs = folders.flatMap((folder) => {
    const manifest = folder.readManifest();
    return manifest === undefined ? [] : [trashedJob(folder, manifest)];
  });
  return jobs.sort((a, b) => b.removedAt.getTime() - a.removedAt.getTime());
}

/**
 * Brings a job and its results back to where they were; returns its id.
 * @throws DirqError NOT_FOUND when the trash holds no such name; CONFLICT when the id stands in the queue
 */
export function restore(store: Store, name: string): string {
  const removed = TrashFolder.parse(store, name);
  const manifest = removed?.phase === "rm" ? removed.readManifest() : undefined;
  if (removed === undefined || manifest === undefined) {
    throw new DirqError("NOT_FOUND", `There is nothing named ${name} in the trash of ${store.layout.directory}.`);
  }
  const { id } = manifest;
  if (locate(store, id) !== undefined) {
    throw new DirqError("CONFLICT", `Cannot restore job ${id}: a job with this id is in the queue.`);
  }
  const folder = removed.enter("restoring");
  if (folder === undefined) throw new DirqError("CONFLICT", `Job ${id} is being restored by somebody else.`);
  completeRestore(store, folder, manifest);
  return id;
}

function completeRestore(store: Store, folder: TrashFolder, manifest: Manifest): void {
  const { disk, layout } = store;
  for (const results of [folder.results, folder.resultsOnOtherDisk]) {
    if (disk.exists(results)) disk.move(results, layout.resultDirectory(manifest.id));
  }
  const [path = ""] = pathsOf(layout, { ...manifest, waiting: manifest.waiting ?? undefined });
  disk.move(folder.jobFile, path);
  disk.sync(dirname(path));
  disk.removeTree(folder.path);
}

/** Deletes what has been in the trash for so long, for good; returns how many jobs that were. Follows no link. */
export function emptyTrash(store: Store, olderThanMs: number, now = Date.now()): number {
  const folders = trashFolders(store, "rm", "heal").filter((folder) => folder.age(now) >= olderThanMs);
  for (const folder of folders) purge(store, folder);
  return folders.filter(({ phase }) => phase === "rm").length;
}

/** Nothing when somebody else is restoring or deleting it. */
function purge(store: Store, folder: TrashFolder): void {
  const purged = folder.phase === "purging" ? folder : folder.enter("purging");
  if (purged === undefined) return;
  store.disk.removeTree(purged.resultsOnOtherDisk);
  store.disk.removeTree(purged.path);
}

/** What has been in the trash for longer is deleted by whichever worker comes by. */
const KEPT_MS = 7 * 86_400_000;

/** Finishes what somebody began and did not live to finish, and deletes what is too old. `now`: milliseconds since 1970. */
export function tendTrash(store: Store, now: number): void {
  for (const folder of trashFolders(store, "removing", "restoring", "purging")) {
    if (folder.isAbandoned(now)) finishHalfDone(store, folder);
  }
  emptyTrash(store, KEPT_MS, now);
}

function finishHalfDone(store: Store, folder: TrashFolder): void {
  const manifest = folder.readManifest();
  const isJobInside = store.disk.exists(folder.jobFile);
  if (folder.phase === "purging") {
    purge(store, folder);
  } else if (isJobInside && manifest !== undefined) {
    if (folder.phase === "removing") completeRemoval(store, folder, manifest);
    else completeRestore(store, folder, manifest);
  } else if (!isJobInside && !store.disk.exists(folder.results)) {
    // The removal had not been decided, or the restoring was done: only the manifest is left.
    store.disk.removeTree(folder.path);
  }
}
