/** A queue's directory, ready to be read or written. Reading creates nothing; the first write makes what is missing. */
import { join } from "node:path";
import { DirqError } from "../errors.js";
import { defaultResultsName, Layout } from "../format/layout.js";
import { JOB_STATES } from "../job.js";
import { randomHex } from "../random.js";
import { Disk } from "./disk.js";
import type { FileSystem } from "./file-system.js";
import { passThrough } from "./pass-through.js";
import { hasCode } from "./system-errors.js";
import { notADirectory, orUnusable } from "./unusable.js";

/** What this dirq reads and writes. */
export const FORMAT = 1;

export interface StoreOptions {
  /** Name of the results' directory inside the queue. Default: `WERQ_RESULTS_DIR`, else `completed_results`. */
  readonly resultsDirectory?: string | undefined;
  /** What to use instead of node:fs, for tests. */
  readonly fileSystem?: FileSystem | undefined;
}

export interface Store {
  readonly disk: Disk;
  readonly layout: Layout;
}

export function openStore(
  directory: string,
  { resultsDirectory = defaultResultsName(), fileSystem }: StoreOptions = {},
): Store {
  return { disk: new Disk(fileSystem), layout: new Layout(directory, resultsDirectory) };
}

/** Whether there is a queue: at least one state's folder. */
export function queueExists({ disk, layout }: Store): boolean {
  return JOB_STATES.some((state) => disk.exists(layout.folder(state)));
}

/** @throws DirqError NO_QUEUE, or QUEUE_UNUSABLE when the path is not a directory */
export function assertReadable(store: Store): void {
  if (queueExists(store)) return assertOwnDirectories(store);
  const { disk, layout } = store;
  const { directory } = layout;
  const stat = disk.stat(directory);
  if (stat !== undefined && !stat.isDirectory() && !stat.isSymbolicLink()) throw notADirectory(directory);
  throw new DirqError(
    "NO_QUEUE",
    `${whatIsThere(store)} Submit a job to create it there, or choose another jobs directory.`,
  );
}

function whatIsThere({ disk, layout: { directory } }: Store): string {
  if (!disk.leadsToDirectory(directory)) return `There is no jobs directory at ${directory}.`;
  return disk.names(directory).length === 0
    ? `There is no jobs directory at ${directory}, but an empty one: is a disk not mounted there?`
    : `There is no jobs directory at ${directory}, but another: it has no folders queued, running, completed and failed.`;
}

/**
 * What looks like a folder of the queue may be a link: what is written there would lie, and what is read there would come
 * from, wherever somebody has it lead. @throws DirqError QUEUE_UNUSABLE
 */
function assertOwnDirectories({ disk, layout }: Store): void {
  for (const path of [...layout.ownDirectories, layout.priorities, layout.resultsTrash]) {
    const stat = disk.stat(path);
    if (stat === undefined || stat.isDirectory()) continue;
    throw new DirqError(
      "QUEUE_UNUSABLE",
      `Cannot use the jobs directory ${layout.directory}: ${path} is ${stat.isSymbolicLink() ? "a link" : "no directory"}. ` +
        `Nothing but completed_results may be a link in there; put a directory in its place.`,
    );
  }
}

/** For who is going to write for a long time. @throws DirqError QUEUE_UNUSABLE where this user may not */
export function assertWritable({ disk, layout }: Store): void {
  const forbidden = layout.directories.find((path) => disk.leadsToDirectory(path) && !disk.canWrite(path));
  if (forbidden === undefined) return;
  throw new DirqError(
    "QUEUE_UNUSABLE",
    `Cannot use the jobs directory ${layout.directory}: this user may not write to ${forbidden}. Its jobs can only be looked at.`,
  );
}

/**
 * Makes whatever is missing of a queue and checks that it can be written to. `seen`: it was there before, so that
 * nothing at all in its place means that the disk which holds it is gone.
 * @throws DirqError QUEUE_UNUSABLE (a file, read-only, on two file systems, not mounted) or UNKNOWN_FORMAT
 */
export function prepareForWriting(store: Store, { seen }: { readonly seen: boolean }): void {
  const { disk, layout } = store;
  orUnusable(store, () => {
    if (!seen) assertOwnDirectories(store);
    if (disk.exists(layout.marker)) {
      if (!seen) assertKnownFormat(store);
      return;
    }
    if (seen && !queueExists(store)) throw notMounted(layout.directory);
    createQueue(store);
  });
}

export function notMounted(directory: string): DirqError {
  return new DirqError(
    "QUEUE_UNUSABLE",
    `The jobs directory ${directory} was there and is gone: is its disk still mounted? Nothing is created in its place.`,
  );
}

function createQueue(store: Store): void {
  const { disk, layout } = store;
  const isNew = !queueExists(store);
  for (const directory of layout.directories) disk.makeDirectory(directory);
  if (isNew) disk.createUnlessThere(join(layout.directory, ".gitignore"), "*\n");
  checkRename(store);
  // Where the marker is, nobody looks for the directories any more: it must not outlive them in a power cut.
  disk.sync(layout.directory);
  disk.sync(layout.own);
  disk.createUnlessThere(layout.marker, `${JSON.stringify({ format: FORMAT })}\n`);
}

/**
 * Jobs move by rename, so all of the folders must be on one file system. Device numbers lie on bind mounts; a rename does not.
 * @throws DirqError QUEUE_UNUSABLE
 */
export function checkRename({ disk, layout }: Store): void {
  try {
    passThrough(disk, [layout.tmp, ...layout.passage], randomHex(6));
  } catch (error) {
    if (!hasCode(error, "EXDEV")) throw error;
    throw new DirqError(
      "QUEUE_UNUSABLE",
      `${layout.directory} cannot be used as a queue: its folders are on more than one file system, and jobs move between them by rename. ` +
        `Put queued, running, completed, failed, waiting and .dirq on one; completed_results may be a link to another.`,
      { cause: error },
    );
  }
}

/** The format that a queue says it has; undefined where it says nothing. */
export function formatOf({ disk, layout }: Store): number | undefined {
  const format = /"format":\s*(\d+)/.exec(disk.read(layout.marker) ?? "")?.[1];
  return format === undefined ? undefined : Number(format);
}

/** @throws DirqError UNKNOWN_FORMAT for a queue that a newer dirq has made */
export function assertKnownFormat(store: Store): void {
  const format = formatOf(store);
  if (format === undefined || format <= FORMAT) return;
  throw new DirqError(
    "UNKNOWN_FORMAT",
    `${store.layout.directory} has format ${format}, made by a newer dirq; this one knows ${FORMAT}. Update dirq to write to it. Nothing was changed.`,
  );
}
