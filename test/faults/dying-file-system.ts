import { writeSync } from "node:fs";
import type { FileSystem } from "../../src/queue/disk/file-system.js";
import { interruptedFileSystem } from "./interrupted-file-system.js";

/**
 * A file system whose process is killed before the k-th call that changes the disk, which it names on stderr. `torn`: a
 * write that is the k-th still writes its first half.
 */
export function dyingFileSystem(k: number, { torn }: { readonly torn: boolean }): FileSystem {
  return interruptedFileSystem(k, (call, writeHalf) => {
    if (torn) writeHalf?.();
    writeSync(2, call);
    process.kill(process.pid, "SIGKILL");
    // The signal is on its way; nothing more may happen.
    for (;;);
  });
}
