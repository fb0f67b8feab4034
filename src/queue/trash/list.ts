/** What is in the trash: which jobs, each as it was, and how much of the disk they hold. */
import type { Store } from "../disk/store.js";
import { treeSize } from "../disk/tree-size.js";
import { DirqError } from "../errors.js";
import type { JobOrDamaged, JobState } from "../job.js";
import { readJobFile } from "../reading/reader.js";
import { placeOf, TrashFolder, trashFolders, type Manifest, type TrashPhase } from "./trash-folder.js";
import type { TrashSeen } from "./trash-seen.js";

/** A job in the trash. */
export interface TrashedJob {
  /** What `restore` takes. */
  readonly name: string;
  /** The job's. */
  readonly id: string;
  /** Where it was. */
  readonly state: JobState;
  /** When it was removed. */
  readonly removedAt: Date;
  /** What was removed together has this in common. */
  readonly batch: string | undefined;
}

export function trashedJob({ name }: TrashFolder, { id, state, removed_ms, batch }: Manifest): TrashedJob {
  return { name, id, state, removedAt: new Date(removed_ms), batch: batch ?? undefined };
}

/** What `restore` can bring back, in the order of `sortAsRemoved`; or what is `removing`, or was when its removal was cut off. */
export function listTrash(store: Store, phase: "rm" | "removing" = "rm"): TrashedJob[] {
  const folders = trashFolders(store, phase).filter(({ jobFile }) => store.disk.exists(jobFile));
  const jobs = folders.flatMap((folder) => {
    const manifest = folder.readManifest();
    return manifest === undefined ? [] : [trashedJob(folder, manifest)];
  });
  return sortAsRemoved(jobs);
}

/**
 * The last removed first. Those that were removed together stand together, the last submitted first: each has a moment of
 * its own, which says nothing. Sorts the array that it is given.
 */
export function sortAsRemoved(jobs: TrashedJob[]): TrashedJob[] {
  const groupOf = ({ batch, name }: TrashedJob): string => batch ?? name;
  const latest = new Map<string, number>();
  for (const job of jobs)
    latest.set(groupOf(job), Math.max(latest.get(groupOf(job)) ?? -Infinity, job.removedAt.getTime()));
  const latestOf = (job: TrashedJob): number => latest.get(groupOf(job)) ?? -Infinity;
  const byText = (a: string, b: string): number => (a === b ? 0 : a < b ? 1 : -1);
  const keyOf = ({ batch, id }: TrashedJob): string => batch ?? id;
  return jobs.sort((a, b) => latestOf(b) - latestOf(a) || byText(keyOf(a), keyOf(b)) || byText(a.id, b.id));
}

/** What deleting one folder of the trash frees, and the job that it would end. */
export interface TrashFound {
  /** The folder's. */
  readonly name: string;
  /** Undefined for what cannot be restored, and goes with the jobs. */
  readonly job: TrashedJob | undefined;
  /** When the job was removed, or what is none was put there. */
  readonly removedAt: Date;
  readonly bytes: number;
}

export function trashSeen(found: readonly TrashFound[]): TrashSeen {
  const namesOf = (some: readonly TrashFound[]): string[] => some.map(({ name }) => name);
  return {
    jobs: namesOf(found.filter(({ job }) => job !== undefined)),
    others: namesOf(found.filter(({ job }) => job === undefined)),
  };
}

/** All that an emptying deletes, in no order; each is looked at when it is asked for. */
export function walkTrash(store: Store): Iterable<TrashFound> {
  return lookAtEach(store, trashFolders(store, ...DELETABLE));
}

function* lookAtEach(store: Store, folders: readonly TrashFolder[]): Generator<TrashFound> {
  for (const folder of folders) {
    const { name, path, resultsOnOtherDisk } = folder;
    const job = jobIn(store, folder);
    yield {
      name,
      job,
      removedAt: job?.removedAt ?? folder.madeAt,
      bytes: treeSize(store.disk, [path, resultsOnOtherDisk]),
    };
  }
}

/** The job that `restore` could bring back. */
export function jobIn(store: Store, folder: TrashFolder): TrashedJob | undefined {
  const manifest = holdsJob(store, folder) ? folder.readManifest() : undefined;
  return manifest && trashedJob(folder, manifest);
}

/** Whether deleting it ends a job. Of a removal that was never decided, or a restoring that was done, the folder may be left. */
export function holdsJob({ disk }: Store, folder: TrashFolder): boolean {
  return folder.phase === "rm" && disk.exists(folder.jobFile);
}

/** Of the jobs that are in the trash, or on their way into it or out of it. */
export function idsThatMayComeBack(store: Store): Set<string> {
  const folders = trashFolders(store, "removing", "rm", "restoring");
  const holding = folders.filter((folder) => folder.phase !== "rm" || holdsJob(store, folder));
  return new Set(holding.flatMap((folder) => folder.readManifest()?.id ?? []));
}

/** The job as it was when it was removed. @throws DirqError NOT_FOUND */
export function readTrashed(store: Store, name: string): JobOrDamaged {
  const { folder, manifest } = findFolder(store, name);
  const job = readJobFile(store, folder.jobFile, placeOf(manifest))?.job;
  if (job === undefined) throw notInTrash(store, name);
  return job;
}

interface Found {
  readonly folder: TrashFolder;
  readonly manifest: Manifest;
}

/** A folder of the trash that can be restored or deleted. @throws DirqError NOT_FOUND; CONFLICT while it is being removed */
export function findTrashed(store: Store, name: string): Found {
  const found = findFolder(store, name);
  if (found.folder.phase === "removing") throw isBeingRemoved(found.manifest);
  return found;
}

function findFolder(store: Store, name: string): Found {
  const folder = TrashFolder.parse(store, name);
  const isJobs = folder?.phase === "rm" || folder?.phase === "removing";
  const hasJob = isJobs && folder.isThere() && store.disk.exists(folder.jobFile);
  const manifest = hasJob ? folder.readManifest() : undefined;
  if (folder === undefined || manifest === undefined) throw notInTrash(store, name);
  return { folder, manifest };
}

function isBeingRemoved({ id }: Manifest): DirqError {
  return new DirqError(
    "CONFLICT",
    `Job ${id} is still being moved to the trash. Try again in a minute; if that was cut off, a worker finishes it by then, or dirq doctor --fix.`,
  );
}

function notInTrash({ layout }: Store, name: string): DirqError {
  return new DirqError(
    "NOT_FOUND",
    `There is nothing named ${name} in the trash of ${layout.directory}. dirq trash shows what there is.`,
  );
}

/** What an emptying deletes; what has not come so far belongs to whoever removes or restores it. */
export const DELETABLE: readonly TrashPhase[] = ["rm", "heal", "purging"];

/** Bytes that are free once these jobs, or without names all that can be, are deleted for good. */
export function trashSize(store: Store, names?: readonly string[]): number {
  const folders = names?.flatMap((name) => TrashFolder.parse(store, name) ?? []) ?? trashFolders(store, ...DELETABLE);
  const paths = folders.flatMap(({ path, resultsOnOtherDisk }) => [path, resultsOnOtherDisk]);
  return treeSize(store.disk, paths);
}
