/** The claim that a job's file names: by it a file of ours is known from one of Python's. */
import type { Disk } from "../disk/disk.js";
import { NotAJob, parseClaimKey } from "../format/document.js";

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

/** Whose claim it is: `<worker>.<counter>`. */
export function workerOf(claim: string): string {
  return claim.slice(0, claim.lastIndexOf("."));
}
