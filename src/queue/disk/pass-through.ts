/**
 * A file that is nobody's, passed from folder to folder: it gets through where they are on one file system, and a client of
 * a network file system asks the server anew about a folder that it has changed itself.
 */
import { join } from "node:path";
import type { Disk } from "./disk.js";

/** As such a file is called; nothing that dirq calls a job begins so. */
export const PROBE = /^\..+\.probe$/;

/** `word`: what nobody else calls one at the time. @throws EXDEV between folders of two file systems */
export function passThrough(disk: Disk, folders: readonly string[], word: string): void {
  const [first = "", ...others] = folders.map((folder) => join(folder, `.${word}.probe`));
  disk.close(disk.createOpen(first, ""));
  let path = first;
  try {
    for (const next of others) {
      disk.move(path, next);
      path = next;
    }
  } finally {
    disk.remove(path);
  }
}
