/**
 * rm and restore. What is removed is moved into a folder of its own in the trash, its manifest written first, the job's
 * file first of the moves; restore moves back, the job's file last. Found half-done, the place of the job's file decides.
 */
import { basename, join } from "node:path";
import * as z from "zod/mini";
import type { Claim } from "./claim.js";
import { hasCode } from "./disk.js";
import { DirqError } from "./errors.js";
import { isClaimableId } from "./job-id.js";
import { JOB_STATES, type JobState } from "./job.js";
import { WAITING_REASON } from "./layout.js";
import { notFound, pathsOf } from "./reader.js";
import { isFileName, locate } from "./scan.js";
import type { Store } from "./store.js";
import { newTrashFolder } from "./trash-folder.js";

const MANIFEST = z.object({
  id: z.string().check(z.refine(isFileName)),
  state: z.enum(JOB_STATES),
  waiting: z.optional(z.string().check(z.regex(WAITING_REASON))),
  removed_ms: z.number(),
});
type Manifest = z.infer<typeof MANIFEST>;

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
  if (place.state === "running" || place.claim !== undefined) {
    throw new DirqError("WRONG_STATE", `Cannot remove job ${id}: it is running. Cancel it first: dirq cancel ${id}`);
  }
  const [path = ""] = pathsOf(layout, place);
  const folder = newTrashFolder(store, "rm");
  const manifest: Manifest = { id, state: place.state, waiting: place.waiting, removed_ms: Date.now() };
  disk.create(join(folder, "manifest.json"), `${JSON.stringify(manifest)}\n`);
  if (!disk.move(path, join(folder, "job.json"))) {
    disk.removeTree(folder);
    throw new DirqError(
      "CONFLICT",
      `Job ${id} was not removed: somebody moved it meanwhile, perhaps a worker that runs it now.`,
    );
  }
  // Only an id that dirq could have given names a result directory; `..` names another.
  if (isClaimableId(id))
    moveResults(store, layout.resultDirectory(id), join(folder, "results"), trashedResults(store, folder));
  disk.sync(layout.folder(place.state));
  return { name: basename(folder), id, state: place.state, removedAt: new Date(manifest.removed_ms) };
}

/** A person removed a job with Python's `rm` while it ran: its claim, all that is left of it, goes to the trash. */
export function discardRemoved(store: Store, claim: Claim): void {
  const { disk, layout } = store;
  claim.withdraw();
  const folder = newTrashFolder(store, "rm");
  const manifest: Manifest = { id: claim.id, state: "queued", removed_ms: Date.now() };
  disk.create(join(folder, "manifest.json"), `${JSON.stringify(manifest)}\n`);
  disk.move(claim.file, join(folder, "job.json"));
  disk.remove(layout.cancelRequest(claim.id));
}

/** Where the results go when they are on another disk than the trash. */
function trashedResults({ layout }: Store, folder: string): string {
  return join(layout.results, ".trash", basename(folder));
}

function moveResults({ disk }: Store, from: string, to: string, onOtherDisk: string): void {
  if (!disk.exists(from)) return;
  try {
    disk.move(from, to);
  } catch (error) {
    if (!hasCode(error, "EXDEV")) throw error;
    disk.makeDirectory(join(onOtherDisk, ".."));
    disk.move(from, onOtherDisk);
  }
}

/** What `restore` can bring back, the last removed first. */
export function listTrash({ disk, layout }: Store): TrashedJob[] {
  const names = disk.names(layout.trash).filter((name) => /-rm-/.test(name));
  return names.reverse().flatMap((name) => {
    const manifest = readManifest(disk.read(join(layout.trash, name, "manifest.json")));
    if (manifest === undefined || !disk.exists(join(layout.trash, name, "job.json"))) return [];
    return [{ name, id: manifest.id, state: manifest.state, removedAt: new Date(manifest.removed_ms) }];
  });
}

function readManifest(text: string | undefined): Manifest | undefined {
  try {
    return text === undefined ? undefined : MANIFEST.parse(JSON.parse(text));
  } catch {
    // Not one of ours, or cut off by a full disk: there is nothing here to bring back by name.
    return undefined;
  }
}

/**
 * Brings a job and its results back to where they were.
 * @throws DirqError NOT_FOUND when the trash holds no such name; CONFLICT when the id stands in the queue
 */
export function restore(store: Store, name: string): string {
  const { disk, layout } = store;
  const trashed = listTrash(store).find((job) => job.name === name);
  const manifest = readManifest(disk.read(join(layout.trash, basename(name), "manifest.json")));
  if (trashed === undefined || manifest === undefined) {
    throw new DirqError("NOT_FOUND", `There is nothing named ${name} in the trash of ${layout.directory}.`);
  }
  const { id } = trashed;
  if (locate(store, id) !== undefined)
    throw new DirqError("CONFLICT", `Cannot restore job ${id}: a job with this id is in the queue.`);
  const folder = join(layout.trash, name.replace("-rm-", "-restore-"));
  if (!disk.move(join(layout.trash, name), folder)) {
    throw new DirqError("CONFLICT", `Job ${id} is being restored by somebody else.`);
  }
  for (const results of [join(folder, "results"), trashedResults(store, join(layout.trash, name))]) {
    if (disk.exists(results)) disk.move(results, layout.resultDirectory(id));
  }
  const [path = ""] = pathsOf(layout, manifest);
  disk.move(join(folder, "job.json"), path);
  disk.sync(layout.folder(trashed.state));
  disk.removeTree(folder);
  return id;
}
