import { watch } from "node:fs";
import { join } from "node:path";

/**
 * Calls back when a file appears in `queued/` on this machine. Only a hint: on a network file system nothing is seen of
 * other machines, and where watching is impossible nothing at all; the worker's own poll is what can be relied upon.
 */
export function watchForJobs(queueDirectory: string, onHint: () => void): { close(): void } {
  try {
    const watcher = watch(join(queueDirectory, "queued"), { persistent: false }, onHint);
    // The directory may go away under the watch; the poll goes on.
    watcher.on("error", () => watcher.close());
    return watcher;
  } catch {
    // No watches left, or a file system without them.
    return { close: () => undefined };
  }
}
