/** What a file in `failed/` says of a job that stands elsewhere too: a Python worker that loses a race leaves one there. */
import { UnreadableFile } from "../disk/disk-reader.js";
import type { Disk } from "../disk/disk.js";
import { looksLikeLostRace, NotAJob } from "../format/document.js";

/** Whether it is no more than the mark of a lost race. */
export function isLostRaceMark(disk: Disk, path: string): boolean {
  return meaningOf(disk, path) === "mark";
}

/**
 * Whether it says that the job has failed. One that cannot be read says nothing: Python writes in place, and it may become
 * a mark.
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
