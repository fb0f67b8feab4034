/** How late it is seen that a file has grown. */
import { statfsSync } from "node:fs";
import { isSystemError } from "../../queue/index.js";

const FUSE = 0x65735546;

/** In milliseconds. Behind FUSE, as with sshfs, the kernel believes for a second how long a file is, also where it is opened anew. */
export function sizeLagIn(directory: string): number {
  try {
    return statfsSync(directory).type === FUSE ? 1_100 : 0;
  } catch (error) {
    // There is nothing in it that could grow, or nothing that could be read.
    if (!isSystemError(error)) throw error;
    return 0;
  }
}
