/** Putting a file, or moving one, only to where there is none. */
import type { Disk } from "./disk.js";
import { isOneFile } from "./signature.js";
import { hasCode } from "./system-errors.js";

/**
 * As `put`, but what stands at `path` already stays: false then. Somebody can come between the look and the rename only
 * where the file system has no hard links.
 */
export function putNew(
  disk: Disk,
  path: string,
  { text, part }: { readonly text: string; readonly part: string },
): boolean {
  disk.create(part, text);
  try {
    return giveName(disk, part, path);
  } finally {
    disk.remove(part);
  }
}

/** As `move`, but what stands at `to` already stays, and so does the file then: false, as where somebody else was faster. */
export function moveNew(disk: Disk, from: string, to: string): boolean {
  try {
    if (!giveName(disk, from, to)) return false;
  } catch (error) {
    if (hasCode(error, "ENOENT") && disk.isMissing(from)) return false;
    throw error;
  }
  disk.remove(from);
  return true;
}

/** By a link, beside the name that it has; where there are none by a rename. False where another file has the new name. */
function giveName(disk: Disk, from: string, to: string): boolean {
  try {
    return disk.link(from, to) || (!disk.exists(to) && disk.move(from, to));
  } catch (error) {
    // The reply to a link that was made may have been lost.
    if (isOneFile(disk, from, to)) return true;
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}
