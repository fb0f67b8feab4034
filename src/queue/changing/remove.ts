/**
 * rm. What is removed is moved into a folder of its own in the trash: the manifest is written first, the job's file
 * moves next and decides, its results follow.
 */
import { dirname } from "node:path";
import { confirming, unconfirmed } from "../disk/confirming.js";
import { removeTree } from "../disk/remove-tree.js";
import type { Steps } from "../disk/steps.js";
import type { Store } from "../disk/store.js";
import { hasCode, isGone } from "../disk/system-errors.js";
import { DirqError, MovedOnError } from "../errors.js";
import { asWord } from "../format/as-word.js";
import { isClaimableId } from "../format/job-id.js";
import { pathsOf, type KnownPlaces, type Place } from "../format/place.js";
import type { JobState } from "../job.js";
import type { Claim } from "../owning/claim.js";
import { notFound } from "../reading/reader.js";
import { trashedJob, type TrashedJob } from "../trash/list.js";
import { placeOf, TrashFolder, type Manifest } from "../trash/trash-folder.js";
import type { Taker } from "./taker.js";

/** Whether a job is removed, and what it is restored with. @category Options */
export interface RemoveOptions extends KnownPlaces {
  /** A word that all jobs have in common which are removed together, so that they can be restored together. */
  readonly batch?: string | undefined;
  /** Also a job that seems to run under a Python worker. If that still lives, it will fail to record how the job went. */
  readonly force?: boolean | undefined;
  /** Only in these; a job that has moved on to another is left alone. */
  readonly states?: readonly JobState[] | undefined;
}

/**
 * Moves a job and its results to the trash.
 * @throws DirqError NOT_FOUND; WRONG_STATE for a running job, and for one in none of the `states`; CONFLICT when it moved
 * meanwhile
 */
export function* removing(
  taker: Taker,
  id: string,
  { batch, force = false, states, known }: RemoveOptions,
): Steps<TrashedJob> {
  const { store } = taker;
  const { disk, layout } = store;
  const place = taker.locate(id, known);
  if (place === undefined) throw notFound(store, id);
  if (states !== undefined && !states.includes(place.state))
    throw new MovedOnError(`Did not remove job ${id}`, place.state);
  const isPythons = place.state === "running" && place.claim === undefined;
  if (place.state === "running" && !(isPythons && force)) throw isRunning(place);
  if (place.claim !== undefined) throw movedMeanwhile(id);
  const [path] = pathsOf(layout, place);
  const folder = TrashFolder.make(store, "removing");
  const manifest = yield* orUnmaking(store, folder, folder.writingManifest(place, batch));
  // Somebody else may be faster: with the job, or in taking this removal for abandoned.
  if (!folder.unlessOthersDo(() => disk.move(path, folder.jobFile))) {
    removeTree(disk, folder.path);
    throw movedMeanwhile(id);
  }
  return trashedJob(yield* completingRemoval(store, folder, manifest), manifest);
}

/** A disk may have room for the folder and none for what belongs into it. */
function* orUnmaking<T>({ disk }: Store, folder: TrashFolder, filling: Steps<T>): Steps<T> {
  try {
    return yield* filling;
  } catch (error) {
    removeTree(disk, folder.path);
    throw error;
  }
}

function isRunning({ id, claim }: Place): DirqError {
  const remedy =
    claim === undefined
      ? `it is running, under a Python worker, which takes no requests. Wait until it has ended, or stop that worker; if that has died: dirq rm --force ${asWord(id)}`
      : `it is running. Cancel it first: dirq cancel ${asWord(id)}`;
  return new DirqError("WRONG_STATE", `Cannot remove job ${id}: ${remedy}`);
}

function movedMeanwhile(id: string): DirqError {
  return new DirqError(
    "CONFLICT",
    `Job ${id} was not removed: somebody moved it meanwhile, perhaps a worker that runs it now. Look again with dirq info ${asWord(id)}.`,
  );
}

/** What is left to do once the job's file is in the folder; by whoever comes by. */
export function* completingRemoval(store: Store, folder: TrashFolder, manifest: Manifest): Steps<TrashFolder> {
  const { disk, layout } = store;
  const { id } = manifest;
  const [path] = pathsOf(layout, placeOf(manifest));
  const removed = `Job ${id} is in the trash, as ${folder.in("rm").name}, but a power cut may bring`;
  yield* confirmingInTrash(store, folder, { made: `${removed} it back`, syncing: disk.syncing(dirname(path)) });
  // Only an id that dirq could have given names a result directory; `..` names another.
  if (isClaimableId(id)) {
    moveResults(store, layout.resultDirectory(id), folder);
    const made = `${removed} its results back to where they were`;
    yield* confirmingInTrash(store, folder, { made, syncing: syncingOtherDisk(store, folder) });
  }
  const settled = folder.enter("rm") ?? folder;
  yield* confirming(store, `${removed} it back`, disk.syncing(layout.trash));
  return settled;
}

/** Refused, nothing more is moved: a job that comes back is to find its results. In another phase `restore` would not find it. */
function* confirmingInTrash(
  store: Store,
  folder: TrashFolder,
  { made, syncing }: { readonly made: string; readonly syncing: Steps<void> },
): Steps<void> {
  try {
    yield* syncing;
  } catch (error) {
    folder.enter("rm");
    throw unconfirmed(store, made, error);
  }
}

/** No two disks keep their changes in one order: where the results came back behind an `rm`, nobody would delete them. */
function* syncingOtherDisk({ disk, layout }: Store, folder: TrashFolder): Steps<void> {
  if (disk.exists(folder.resultsOnOtherDisk)) yield* disk.syncing(layout.resultsTrash, layout.results);
}

function moveResults(store: Store, from: string, folder: TrashFolder): void {
  const { disk } = store;
  // Once they are inside, a directory in their place is another's.
  if (!disk.exists(from) || disk.exists(folder.results)) return;
  try {
    disk.move(from, folder.results);
  } catch (error) {
    if (hasCode(error, "EXDEV")) return moveResultsAcross(store, from, folder);
    if (!isGone(error)) throw error;
    // Somebody has taken the removal for abandoned, and may not have come to the results. Restored since, they are not ours.
    const settled = folder.in("rm");
    if (folder.phase === "removing" && settled.isThere()) moveResults(store, from, settled);
  }
}

/** To where the trash of their disk is. Frozen before the move, it may take those of a job that was restored meanwhile. */
function moveResultsAcross({ disk }: Store, from: string, folder: TrashFolder): void {
  disk.makeDirectory(dirname(folder.resultsOnOtherDisk));
  if (!disk.move(from, folder.resultsOnOtherDisk)) return;
  if (!folder.isThere() && !folder.in("rm").isThere()) disk.move(folder.resultsOnOtherDisk, from);
}

/** A person removed a job with Python's `rm` while it ran: its claim, all that is left of it, goes to the trash. */
export function discardRemoved(store: Store, claim: Claim): void {
  const { disk, layout } = store;
  claim.withdraw();
  const folder = TrashFolder.make(store, "removing");
  disk.take(folder.writingManifest({ id: claim.id, state: "queued" }));
  disk.move(claim.file, folder.jobFile);
  disk.remove(layout.cancelRequest(claim.id));
  folder.enter("rm");
  disk.take(disk.syncing(layout.claims, layout.trash));
}
