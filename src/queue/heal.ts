/**
 * heal: a Python worker that loses a race for a job can mark it failed although it runs, or ran, elsewhere. Such a mark
 * has no `claim` and an error that begins `Error starting job:`. It is moved to the trash; what was moved is looked at
 * once more, since a real failure may have come in its place meanwhile.
 */
import { join } from "node:path";
import { looksLikeLostRace, NotAJob } from "./document.js";
import { UnreadableFile, type Disk } from "./disk.js";
import type { Store } from "./store.js";
import { TrashFolder } from "./trash-folder.js";

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

/** Whether a file in `failed/` is no more than such a mark. */
export function isLostRaceMark(disk: Disk, path: string): boolean {
  // To look costs a tenth of an error, and nearly always there is none.
  if (!disk.exists(path)) return false;
  try {
    const text = disk.read(path);
    return text !== undefined && looksLikeLostRace(text);
  } catch (error) {
    if (error instanceof NotAJob || error instanceof UnreadableFile) return false;
    throw error;
  }
}

/** Python writes it after the mark; one of our own begins with the job's own error and stays. */
function healErrorFile({ disk, layout }: Store, id: string, folder: string): void {
  const path = join(layout.resultDirectory(id), "error.txt");
  const text = disk.read(path, Infinity);
  if (text?.startsWith("Error starting job:") === true) disk.move(path, join(folder, "error.txt"));
}
