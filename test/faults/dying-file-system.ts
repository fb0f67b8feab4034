import { writeSync } from "node:fs";
import type { FileSystem } from "../../src/queue/disk/file-system.js";
import { interruptedFileSystem } from "./interrupted-file-system.js";

/** A file system whose process is killed before the k-th call that changes the disk, which it names on stderr. */
export function dyingFileSystem(k: number): FileSystem {
  return interruptedFileSystem(k, (call) => {
    writeSync(2, call);
    process.kill(process.pid, "SIGKILL");
    // The signal is on its way; nothing more may happen.
    for (;;);
  });
}
