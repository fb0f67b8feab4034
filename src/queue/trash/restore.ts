/** restore: what was removed is moved back to where it was, the job's file last. */
import { dirname } from "node:path";
import { confirming } from "../confirming.js";
import { removeTree } from "../disk/remove-tree.js";
import type { Steps } from "../disk/steps.js";
import type { Store } from "../disk/store.js";
import { hasCode } from "../disk/system-errors.js";
import { DirqError } from "../errors.js";
import { pathsOf } from "../format/place.js";
import { JOB_STATES } from "../job.js";
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
  const results = [folder.results, folder.resultsOnOtherDisk].filter((path) => store.disk.exists(path));
  yield* unlessRefused(store, folder, { step: movingResultsBack(store, folder, id), moves: results });
  if (hasComeMeanwhile(store, folder, manifest)) {
    // Its results stay where they are: whoever has come may have added to them.
    folder.enter("rm");
    throw idIsTaken(id);
  }
  yield* unlessRefused(store, folder, { step: movingJobBack(store, folder, manifest), moves: [folder.jobFile] });
  return id;
}

/** What the disk refuses to move is in the trash again, where whoever tries once more finds it. */
function* unlessRefused(
  { disk }: Store,
  folder: TrashFolder,
  { step, moves }: { readonly step: Steps<void>; readonly moves: readonly string[] },
): Steps<void> {
  try {
    yield* step;
  } catch (error) {
    // What was moved, but not confirmed by the disk, is for whoever completes it.
    if (moves.every((path) => disk.exists(path))) folder.enter("rm");
    throw error;
  }
}

/** Which of the removed jobs have an id that stands in the queue, at one look for all of them. */
export function standingOf(store: Store, names: readonly string[]): Set<string> {
  const ids = names.flatMap((name) => TrashFolder.parse(store, name)?.readManifest()?.id ?? []);
  // Twice, because a job that is tried again moves against the flow.
  return new Set([...scanFor(store, ids).keys(), ...scanFor(store, ids).keys()]);
}

/** A directory can be moved only to where there is none, or an empty one. */
function assertRoomForResults({ disk, layout }: Store, folder: TrashFolder, id: string): void {
  const directory = layout.resultDirectory(id);
  const hasResults = disk.exists(folder.results) || disk.exists(folder.resultsOnOtherDisk);
  if (!hasResults || disk.names(directory).length === 0) return;
  throw new DirqError(
    "CONFLICT",
    `Cannot restore job ${id}: ${directory} has files in it already. Move them away, then try again.`,
  );
}

function idIsTaken(id: string): DirqError {
  return new DirqError("CONFLICT", `Cannot restore job ${id}: a job with this id is in the queue.`);
}

/** What the job's file would replace, or stand beside. The disk may have been waited for since the first look. */
function hasComeMeanwhile({ disk, layout }: Store, folder: TrashFolder, manifest: Manifest): boolean {
  const states = JOB_STATES.map((state) => layout.job(state, manifest.id));
  // If the file is not in the trash any more, it is this job that stands there: somebody else has completed the restoring.
  return (
    [...pathsOf(layout, placeOf(manifest)), ...states].some((path) => disk.exists(path)) && disk.exists(folder.jobFile)
  );
}

/** What is left to do once the folder is called `restoring`; by whoever comes by. */
export function* completingRestore(store: Store, folder: TrashFolder, manifest: Manifest): Steps<void> {
  yield* movingResultsBack(store, folder, manifest.id);
  yield* movingJobBack(store, folder, manifest);
}

function* movingJobBack(store: Store, folder: TrashFolder, manifest: Manifest): Steps<void> {
  const { disk, layout } = store;
  const [path = ""] = pathsOf(layout, placeOf(manifest));
  disk.move(folder.jobFile, path);
  yield* confirming(
    store,
    `Job ${manifest.id} is restored, but a power cut may undo that`,
    disk.syncing(dirname(path)),
  );
  removeTree(disk, folder.path);
}

function* movingResultsBack(store: Store, folder: TrashFolder, id: string): Steps<void> {
  const { disk, layout } = store;
  const directory = layout.resultDirectory(id);
  for (const results of [folder.results, folder.resultsOnOtherDisk]) {
    if (!disk.exists(results)) continue;
    try {
      disk.move(results, directory);
      // The job's file follows: after a power cut it must not be there without them.
      yield* disk.syncing(layout.results);
    } catch (error) {
      // Somebody has put files there meanwhile: theirs stay, and nothing of the job's is deleted with the folder.
      if (hasCode(error, "ENOTEMPTY", "EEXIST")) disk.move(results, `${directory}.restored-${folder.random}`);
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
