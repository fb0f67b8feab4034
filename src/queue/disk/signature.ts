import type { Disk } from "./disk.js";

/** By this it is seen whether a file has changed, wherever it is moved. */
export function signatureOf(disk: Disk, path: string): string {
  const stat = disk.stat(path);
  return stat === undefined ? "gone" : `${stat.ino}-${stat.size}-${stat.mtimeMs}`;
}
