import type { Disk } from "./disk.js";

/** By this it is seen whether a file has changed, wherever it is moved. */
export function signatureOf(disk: Disk, path: string): string {
  const stat = disk.stat(path);
  return stat === undefined ? "gone" : `${stat.ino}-${stat.size}-${stat.mtimeMs}`;
}

/** Whether a file lies there, and another than the one with this signature. */
export function isAnotherFile(disk: Disk, path: string, signature: string): boolean {
  return !["gone", signature].includes(signatureOf(disk, path));
}
