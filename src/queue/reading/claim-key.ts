/** The claim that a job's file names: by it a file of ours is known from one of Python's. */
import type { Disk } from "../disk/disk.js";
import { NotAJob, parseClaimKey } from "../format/document.js";

/** In the place of a claim, of a file that was no job: it is no end of one, and a job of this id that a person queues may run. */
export const QUARANTINE = "quarantine";

/** Undefined for a file of Python's, a broken one, or none. */
export function claimKeyOf(disk: Disk, path: string): string | undefined {
  const text = disk.readOwn(path);
  try {
    return text === undefined ? undefined : parseClaimKey(text);
  } catch (error) {
    if (error instanceof NotAJob) return undefined;
    throw error;
  }
}

/** Whether a file in `failed/` speaks of what was no job, and is no end of one that a person has queued beside it. */
export function isRecord(disk: Disk, path: string): boolean {
  return claimKeyOf(disk, path) === QUARANTINE;
}

/** Whose claim it is: `<worker>.<counter>`. */
export function workerOf(claim: string): string {
  return claim.slice(0, claim.lastIndexOf("."));
}
