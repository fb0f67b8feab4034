import type { FailingFileSystem, FaultyCall } from "./failing-file-system.js";
import { watchedFileSystem } from "./watched-file-system.js";

/** No error of the system, so that nothing takes it for one. */
class Stopped extends Error {}

/**
 * A file system on which nothing changes any more from the k-th call on that would: what a process leaves that is killed
 * before it. `torn`: a write that is the k-th still writes its first half.
 */
export function stoppedFileSystem(k: number, { torn }: { readonly torn: boolean }): FailingFileSystem {
  let calls = 0;
  const faults: FaultyCall[] = [];
  const fileSystem = watchedFileSystem((call, writeHalf) => {
    const isStopped = faults.length > 0;
    // To whoever is killed it makes no difference what the disk has done already.
    if (!isStopped && (call === "fsync" || ++calls < k)) return;
    if (!isStopped && torn) writeHalf?.();
    faults.push(call);
    throw new Stopped("It is dead.");
  });
  return { fileSystem, faults };
}
