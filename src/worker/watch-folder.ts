import { watch } from "node:fs";

/**
 * Hints of what changes in a folder on this machine, with the name where the system says it. No more than hints: nothing
 * is seen of other machines on a network file system, and where the system has no watches left nothing at all. Whoever has
 * to know looks now and then.
 */
export function watchFolder(folder: string, onHint: (name: string | null) => void): { close(): void } {
  try {
    const watcher = watch(folder, { persistent: false }, (_event, name) => onHint(name));
    // The folder may go away under the watch.
    watcher.on("error", () => watcher.close());
    return watcher;
  } catch {
    return { close: () => undefined };
  }
}
