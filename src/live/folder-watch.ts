/**
 * Hints that a file in some folders changed, as fast as the system tells. It tells nothing of what other machines do
 * on a network share, and on some file systems nothing at all: whoever needs to know for certain lists the folders.
 */
import { lstatSync, watch as watchFolder, type FSWatcher } from "node:fs";

interface Watched {
  readonly watcher: FSWatcher;
  /** Device and inode, which tell whether the folder that has the name now is the one being watched. */
  readonly identity: string;
}

export class FolderWatch {
  private readonly watched = new Map<string, Watched>();

  /** `onHint` gets the name of the file that changed, where the system says it. */
  constructor(
    private readonly folders: readonly string[],
    private readonly onHint: (fileName: string | undefined) => void,
    private readonly watch: typeof watchFolder = watchFolder,
  ) {}

  /** Watches the folders that are there now; call it whenever they may have been made or replaced. */
  renew(): void {
    for (const folder of this.folders) {
      const identity = identityOf(folder);
      if (identity === this.watched.get(folder)?.identity) continue;
      this.release(folder);
      if (identity !== undefined) this.begin(folder, identity);
    }
  }

  close(): void {
    for (const folder of this.folders) this.release(folder);
  }

  private begin(folder: string, identity: string): void {
    try {
      const watcher = this.watch(folder, (_event, fileName) => this.onHint(fileName ?? undefined));
      watcher.on("error", () => this.release(folder));
      this.watched.set(folder, { watcher, identity });
    } catch {
      // No watches left, or none on this file system: the poll finds everything, only later.
    }
  }

  private release(folder: string): void {
    this.watched.get(folder)?.watcher.close();
    this.watched.delete(folder);
  }
}

/** Undefined for what is no folder itself, or cannot be asked about: whoever lists it will hear why. */
function identityOf(folder: string): string | undefined {
  try {
    const stat = lstatSync(folder);
    return stat.isDirectory() ? `${stat.dev}:${stat.ino}` : undefined;
  } catch {
    return undefined;
  }
}
