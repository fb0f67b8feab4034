/** Deleting for good, with all that is inside. */
import { sep } from "node:path";
import type { Disk } from "./disk.js";
import type { FileSystem } from "./file-system.js";
import { isGone } from "./system-errors.js";

const SEPARATOR = Buffer.from(sep);

/** Removes a file, or a directory with all that is in it, following no link. */
export function removeTree({ fs }: Disk, path: string): void {
  removeBytes(fs, Buffer.from(path));
}

/** By the bytes of their names: files that a job left may have names that are no text. */
function removeBytes(fs: FileSystem, path: Buffer): void {
  try {
    if (!fs.lstatSync(path).isDirectory()) {
      fs.unlinkSync(path);
      return;
    }
    for (const name of fs.readdirSync(path, { encoding: "buffer" })) {
      removeBytes(fs, Buffer.concat([path, SEPARATOR, name]));
    }
    fs.rmdirSync(path);
  } catch (error) {
    // Somebody else was faster, and wanted the same.
    if (!isGone(error)) throw error;
  }
}
