/**
 * Hints that a file in some folders changed, as fast as the system tells. It tells nothing of what other machines do
 * on a network share, and on some file systems nothing at all: whoever needs to know for certain lists the folders.
 */
import { lstatSync, watch as watchOne, type FSWatcher } from "node:fs";
import { basename } from "node:path";

interface Watched {
  readonly watcher: FSWatcher;
  /** Device and inode, which tell whether the folder that has the name now is the one being watched. */
  readonly identity: string;
}

export class RenewedWatch {
  private readonly watched = new Map<string, Watched>();

  /** `onHint` gets the name of the file that changed and its folder; no name where the system does not say it. */
  constructor(
    private readonly folders: readonly string[],
    private readonly onHint: (fileName: string | undefined, folder: string) => void,
    private readonly watch: typeof watchOne = watchOne,
  ) {}

  /**
   * Watches the folders that are there now; call it whenever they may have been made or replaced. True: another folder is
   * watched than before, and what changed in it until now nobody told.
   */
  renew(): boolean {
    let isAnother = false;
    for (const folder of this.folders) {
      const identity = identityOf(folder);
      if (identity === this.watched.get(folder)?.identity) continue;
      const wasWatched = this.release(folder);
      const isWatched = identity !== undefined && this.begin(folder, identity);
      isAnother ||= wasWatched || isWatched;
    }
    return isAnother;
  }

  close(): void {
    for (const folder of this.folders) this.release(folder);
  }

  private begin(folder: string, identity: string): boolean {
    try {
      const watcher = this.watch(folder, (_event, fileName) => {
        // So the system tells of the folder itself, when it was moved or deleted: nothing more will come of it.
        if (fileName === basename(folder)) this.lose(folder);
        else this.onHint(fileName ?? undefined, folder);
      });
      watcher.on("error", () => this.lose(folder));
      this.watched.set(folder, { watcher, identity });
      return true;
    } catch {
      // No watches left, or none on this file system: the poll finds everything, only later.
      return false;
    }
  }

  private lose(folder: string): void {
    this.release(folder);
    this.onHint(undefined, folder);
  }

  private release(folder: string): boolean {
    this.watched.get(folder)?.watcher.close();
    return this.watched.delete(folder);
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
