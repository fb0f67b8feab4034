/**
 * heal: a Python worker that loses a race for a job can mark it failed although it runs, or ran, elsewhere. Such a mark
 * has no `claim` and an error that begins `Error starting job:`. It is moved to the trash; what was moved is looked at
 * once more, since a real failure may have come in its place meanwhile.
 */
import { join } from "node:path";
import { UnreadableFile } from "../disk/disk-reader.js";
import type { Disk } from "../disk/disk.js";
import type { Store } from "../disk/store.js";
import { looksLikeLostRace, LOST_RACE, NotAJob } from "../format/document.js";
import { TrashFolder } from "../trash/trash-folder.js";

/** To be called only for a job that is known to stand elsewhere. True when a mark was taken away. */
export function heal(store: Store, id: string): boolean {
  const { disk, layout } = store;
  const mark = layout.job("failed", id);
  if (!isLostRaceMark(disk, mark)) return false;
  const folder = TrashFolder.make(store, "heal").path;
  const moved = join(folder, "failed.json");
  if (!disk.move(mark, moved)) return false;
  if (!isLostRaceMark(disk, moved)) {
    disk.move(moved, mark);
    return false;
  }
  healErrorFile(store, id, folder);
  return true;
}

/**
 * Takes away the error.txt that Python writes after its mark, of a job whose mark was healed before that and which has
 * ended here since.
 */
export function healLateErrorFile(store: Store, id: string): void {
  const { disk, layout } = store;
  if (!hasLostRaceError(store, id)) return;
  // The job itself may have failed with these words: then they stand in the file that we wrote, at its top level.
  if (disk.read(layout.job("failed", id))?.includes(`\n  "error": "${LOST_RACE}`) === true) return;
  healErrorFile(store, id, TrashFolder.make(store, "heal").path);
}

/** Whether a file in `failed/` is no more than such a mark. */
export function isLostRaceMark(disk: Disk, path: string): boolean {
  return meaningOf(disk, path) === "mark";
}

/**
 * Whether a file in `failed/` says that a job has failed which stands elsewhere too. One that cannot be read says nothing:
 * Python writes in place, and it may become a mark.
 */
export function isFailure(disk: Disk, path: string): boolean {
  return meaningOf(disk, path) === "failure";
}

function meaningOf(disk: Disk, path: string): "mark" | "failure" | "nothing" {
  // To look costs a tenth of an error, and nearly always there is none.
  if (!disk.exists(path)) return "nothing";
  try {
    const text = disk.read(path);
    if (text === undefined) return "nothing";
    return looksLikeLostRace(text) ? "mark" : "failure";
  } catch (error) {
    if (error instanceof NotAJob || error instanceof UnreadableFile) return "nothing";
    throw error;
  }
}

/** Python writes it after the mark; one of our own begins with the job's own error and stays. */
function healErrorFile(store: Store, id: string, folder: string): void {
  if (hasLostRaceError(store, id)) store.disk.move(errorFile(store, id), join(folder, "error.txt"));
}

/** Not so for a link or a directory that the job put there, nor for far more than Python writes. */
function hasLostRaceError(store: Store, id: string): boolean {
  const { disk, layout } = store;
  return (
    disk.isDirectory(layout.resultDirectory(id)) && disk.readOwn(errorFile(store, id))?.startsWith(LOST_RACE) === true
  );
}

function errorFile({ layout }: Store, id: string): string {
  return join(layout.resultDirectory(id), "error.txt");
}
