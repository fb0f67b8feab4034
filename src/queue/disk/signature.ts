import type { Stats } from "node:fs";
import type { Disk } from "./disk.js";

/** By this it is seen whether a file has changed, wherever it is moved. */
export function signatureOf(disk: Disk, path: string): string {
  const stat = disk.stat(path);
  return stat === undefined ? "gone" : signatureIn(stat);
}

/** Whether a file lies there, and another than the one with this signature. */
export function isAnotherFile(disk: Disk, path: string, signature: string): boolean {
  return !["gone", signature].includes(signatureOf(disk, path));
}

/**
 * Whether a file has both names. By its inode alone two could pass for one: numbers above 2^53 are rounded. Never on sshfs,
 * which gives each name a number of its own: there what has two keeps both.
 */
export function isOneFile(disk: Disk, path: string, other: string): boolean {
  const signature = signatureOf(disk, path);
  const stat = disk.stat(other);
  return stat !== undefined && stat.nlink > 1 && signatureIn(stat) === signature;
}

function signatureIn({ ino, size, mtimeMs }: Stats): string {
  return `${ino}-${size}-${mtimeMs}`;
}
