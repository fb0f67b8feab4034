/** How much of the disk files hold. */
import { sep } from "node:path";
import type { Disk } from "./disk.js";
import { isGone } from "./system-errors.js";

const SEPARATOR = Buffer.from(sep);

/**
 * Bytes of all files below these paths, following no link. A file with two names counts once: a result has two. By the
 * bytes of their names, which are not always text.
 */
export function treeSize({ fs }: Disk, paths: readonly string[]): number {
  const counted = new Set<number>();
  const sizeOf = (path: Buffer): number => {
    try {
      const stat = fs.lstatSync(path);
      if (stat.isDirectory()) {
        const names = fs.readdirSync(path, { encoding: "buffer" });
        return names.reduce((sum, name) => sum + sizeOf(Buffer.concat([path, SEPARATOR, name])), 0);
      }
      if (stat.nlink > 1 && counted.has(stat.ino)) return 0;
      counted.add(stat.ino);
      return stat.size;
    } catch (error) {
      // It went while we looked, or was never there.
      if (isGone(error)) return 0;
      throw error;
    }
  };
  return paths.reduce((sum, path) => sum + sizeOf(Buffer.from(path)), 0);
}
