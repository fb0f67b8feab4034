import type { FileSystem } from "../../src/queue/disk/file-system.js";
import { watchedFileSystem, type WatchedCall } from "./watched-file-system.js";

/** A file system whose process is interrupted before the k-th call that changes the disk. */
export function interruptedFileSystem(k: number, interrupt: (call: WatchedCall) => void): FileSystem {
  let calls = 0;
  return watchedFileSystem((call) => {
    // To whoever is killed or frozen it makes no difference what the disk has done already.
    if (call !== "fsync" && ++calls === k) interrupt(call);
  });
}
