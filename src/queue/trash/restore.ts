/** restore: what was removed is moved back to where it was, the job's file last. */
import { dirname } from "node:path";
import { confirming } from "../disk/confirming.js";
import { passThrough } from "../disk/pass-through.js";
import { removeTree } from "../disk/remove-tree.js";
import type { Steps } from "../disk/steps.js";
import type { Store } from "../disk/store.js";
import { hasCode } from "../disk/system-errors.js";
import { DirqError } from "../errors.js";
import { pathsOf, type Place } from "../format/place.js";
import { JOB_STATES } from "../job.js";
import { randomHex } from "../random.js";
import { scanFor } from "../reading/scan.js";
import { findTrashed } from "./list.js";
import { placeOf, TrashFolder, type Manifest } from "./trash-folder.js";

/**
 * Brings a job and its results back to where they were; returns its id. `standing`: what `standingOf` said of its name, and
 * which ids have been taken since.
 * @throws DirqError NOT_FOUND when the trash holds no such name; CONFLICT when the id or its results stand in the queue
 */
export function* restoring(store: Store, name: string, standing: Set<string>): Steps<string> {
  const { folder: removed, manifest } = findTrashed(store, name);
  const { id } = manifest;
  if (standing.has(id)) throw idIsTaken(id);
  assertRoomForResults(store, removed, id);
  const folder = removed.enter("restoring");
  if (folder === undefined) {
    throw new DirqError("CONFLICT", `Job ${id} is being restored, or deleted for good, by somebody else.`);
  }
  // One id may have been removed twice, and both are to come back at one look.
  standing.add(id);
  const moved: MovedResults[] = [];
  try {
    yield* movingResultsBack(store, folder, { id, moved });
    if (!hasComeMeanwhile(store, folder, manifest)) {
      yield* movingJobBack(store, folder, manifest);
      return id;
    }
  } catch (error) {
    // A job that was moved, but not confirmed by the disk, is for whoever completes that.
    if (store.disk.exists(folder.jobFile)) returnToTrash(store, folder, moved);
    throw error;
  }
  // Its results stay where they are: whoever has come may have added to them.
  folder.enter("rm");
  throw idIsTaken(id);
}

/** Where results of the job are now, and where they were in its folder. */
interface MovedResults {
  readonly path: string;
  readonly placeIn: (folder: TrashFolder) => string;
}

/**
 * What the disk refuses to move is in the trash again, where whoever tries once more finds it. The folder comes first: one
 * that is called `restoring` others may complete and delete while the results are on their way into it.
 */
function returnToTrash({ disk }: Store, folder: TrashFolder, moved: readonly MovedResults[]): void {
  const removed = folder.enter("rm");
  // Others may have moved the job right before: its results are where they belong.
  if (removed === undefined || !disk.exists(removed.jobFile)) return;
  try {
    for (const { path, placeIn } of moved) {
      // On another disk the way is open also where somebody else is restoring the job by now, or has.
      if (disk.move(path, placeIn(removed)) && !removed.isThere()) disk.move(placeIn(removed), path);
    }
  } catch {
    // Refused as well: an `rm` without them would be all that is emptied. Or others have the folder, and this does nothing.
    removed.enter("restoring");
  }
}

/** Which of the removed jobs have an id that stands in the queue, at one look for all of them. */
export function standingOf(store: Store, names: readonly string[]): Set<string> {
  const ids = names.flatMap((name) => TrashFolder.parse(store, name)?.readManifest()?.id ?? []);
  const seen = standing(store, ids);
  if (seen.size === 0) return seen;
  // A client of a network file system may see one where it was before others moved it, and it was removed. Where it has changed
  // a folder itself, it asks the server anew.
  passThrough(store.disk, store.layout.passage, randomHex(6));
  return standing(store, ids);
}

function standing(store: Store, ids: readonly string[]): Set<string> {
  // Twice, because a job that is tried again moves against the flow.
  const places = [...scanFor(store, ids), ...scanFor(store, ids)];
  return new Set(places.filter(([, place]) => !isOnlyRemembered(store, place)).map(([id]) => id));
}

/** Not so of a job that has moved on from there since it was seen. */
function isOnlyRemembered({ disk, layout }: Store, place: Place): boolean {
  const paths = pathsOf(layout, place);
  return paths.some((path) => disk.isOnlyRemembered(path)) && !paths.some((path) => disk.stands(path));
}

/** A directory can be moved only to where there is none, or an empty one. */
function assertRoomForResults({ disk, layout }: Store, folder: TrashFolder, id: string): void {
  const directory = layout.resultDirectory(id);
  if (!folder.hasResults || disk.names(directory).length === 0) return;
  throw new DirqError(
    "CONFLICT",
    `Cannot restore job ${id}: ${directory} has files in it already. Move them away, then try again.`,
  );
}

function idIsTaken(id: string): DirqError {
  return new DirqError("CONFLICT", `Cannot restore job ${id}: a job with this id is in the queue.`);
}

/** What the job's file would replace, or stand beside. The disk may have been waited for since the first look. */
function hasComeMeanwhile(store: Store, folder: TrashFolder, manifest: Manifest): boolean {
  const { disk, layout } = store;
  const paths = [...pathsOf(layout, placeOf(manifest)), ...JOB_STATES.map((state) => layout.job(state, manifest.id))];
  // If the file is not in the trash any more, it is this job that stands there: somebody else has completed the restoring.
  return paths.some((path) => disk.stands(path)) && disk.exists(folder.jobFile);
}

/** What is left to do once the folder is called `restoring`; by whoever comes by. */
export function* completingRestore(store: Store, folder: TrashFolder, manifest: Manifest): Steps<void> {
  yield* movingResultsBack(store, folder, { id: manifest.id, moved: [] });
  yield* movingJobBack(store, folder, manifest);
}

function* movingJobBack(store: Store, folder: TrashFolder, manifest: Manifest): Steps<void> {
  const { disk, layout } = store;
  const [path] = pathsOf(layout, placeOf(manifest));
  disk.move(folder.jobFile, path);
  yield* confirming(
    store,
    `Job ${manifest.id} is restored, but a power cut may undo that`,
    disk.syncing(dirname(path)),
  );
  removeTree(disk, folder.path);
}

/** Where a folder of the trash may have results. */
const PLACES: readonly MovedResults["placeIn"][] = [({ results }) => results, (folder) => folder.resultsOnOtherDisk];

/** `moved`: takes what has been moved, also where it throws. */
function* movingResultsBack(
  store: Store,
  folder: TrashFolder,
  { id, moved }: { readonly id: string; readonly moved: MovedResults[] },
): Steps<void> {
  const { disk, layout } = store;
  const directory = layout.resultDirectory(id);
  for (const placeIn of PLACES) {
    const results = placeIn(folder);
    const move = (path: string): void => void (disk.move(results, path) && moved.push({ path, placeIn }));
    if (!disk.exists(results)) continue;
    try {
      move(directory);
      // The job's file follows: after a power cut it must not be there without them.
      yield* disk.syncing(layout.results);
    } catch (error) {
      // Somebody has put files there meanwhile: theirs stay, and nothing of the job's is deleted with the folder.
      if (hasCode(error, "ENOTEMPTY", "EEXIST")) move(`${directory}.restored-${folder.random}`);
      else if (hasCode(error, "EXDEV")) throw onOtherDisk(store, folder, id);
      else throw error;
    }
  }
}

function onOtherDisk({ layout }: Store, folder: TrashFolder, id: string): DirqError {
  const { results } = folder.enter("rm") ?? folder;
  return new DirqError(
    "CONFLICT",
    `Cannot restore job ${id}: ${layout.results} is on another disk now than ${results}. Move that to ${layout.resultDirectory(id)} by hand, then try again.`,
  );
}
