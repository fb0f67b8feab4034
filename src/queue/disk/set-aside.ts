/** What lies where a result belongs and is none: a link or a pipe that a job left. It is moved aside, never deleted. */
import type { Stats } from "node:fs";
import { randomHex } from "../random.js";
import type { Disk } from "./disk.js";
import { moveNew } from "./put-new.js";
import type { Store } from "./store.js";
import { hasCode } from "./system-errors.js";

/** How the name of what was moved aside ends. */
export const SET_ASIDE = /\.[0-9a-f]{12}\.set-aside$/;

/**
 * A link in its place is set aside: results are written into the queue, not to wherever a job's link points. False where
 * there is such a directory already.
 */
export function makeResultDirectory({ disk, layout }: Store, id: string): boolean {
  const directory = layout.resultDirectory(id);
  const there = disk.stat(directory);
  if (there?.isDirectory() === true) return false;
  if (there !== undefined) setAside(disk, directory, (stat) => !stat.isDirectory());
  return disk.makeDirectory(directory, { within: layout.directory });
}

/**
 * What somebody put where a file of ours belongs, and is none: no file can be moved onto a directory, and one that is
 * moved onto a link or a pipe would delete it.
 */
export function setOddFileAside(disk: Disk, path: string): void {
  setAside(disk, path, (stat) => !stat.isFile());
}

/**
 * What was moved is looked at again: frozen before the move, a worker would move what others have put there meanwhile.
 * That goes back, unless they have put another there since. Returns where what was in the way is by now; undefined
 * where nothing was.
 */
export function setAside(
  disk: Disk,
  path: string,
  isInTheWay: (stat: Stats, path: string) => boolean,
): string | undefined {
  const before = disk.stat(path);
  if (before === undefined || !isInTheWay(before, path)) return undefined;
  const aside = `${path}.${randomHex(6)}.set-aside`;
  if (!disk.move(path, aside)) return undefined;
  const moved = disk.stat(aside);
  if (moved === undefined || isInTheWay(moved, aside)) return aside;
  moveBack(disk, aside, path);
  return undefined;
}

/** For a directory a rename is enough: of what has come into its place, it replaces only an empty directory. */
function moveBack(disk: Disk, aside: string, path: string): void {
  if (!disk.isDirectory(aside)) return void moveNew(disk, aside, path);
  try {
    disk.move(aside, path);
  } catch (error) {
    // What others have put there meanwhile stays, and so does this. Of all that, sshfs says EPERM.
    if (!hasCode(error, "ENOTEMPTY", "EEXIST", "ENOTDIR", "EPERM")) throw error;
  }
}
