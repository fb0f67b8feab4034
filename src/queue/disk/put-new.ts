/** Putting a file only where there is none. */
import type { Disk } from "./disk.js";
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
    return disk.link(part, path) || (!disk.exists(path) && disk.move(part, path));
  } catch (error) {
    // The reply to a link that was made may have been lost.
    const made = disk.stat(part)?.ino;
    if (made !== undefined && disk.stat(path)?.ino === made) return true;
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    disk.remove(part);
  }
}
