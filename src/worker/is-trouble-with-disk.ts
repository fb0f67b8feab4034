import { DirqError, isSystemError } from "../queue/index.js";

/** Whether an error is one that a worker and its jobs outlive, and not a mistake in a program. */
export function isTroubleWithDisk(error: unknown): boolean {
  return error instanceof DirqError || isSystemError(error);
}
