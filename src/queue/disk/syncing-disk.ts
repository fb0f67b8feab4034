/** Waiting until a disk holds what it was told: in this thread, or beside other work. */
import { constants } from "node:fs";
import { promisify } from "node:util";
import { DiskReader } from "./disk-reader.js";
import { takeSteps, takeStepsMeanwhile, takeStepsTogether, type Steps, type Unsynced } from "./steps.js";
import { hasCode } from "./system-errors.js";

export class SyncingDisk extends DiskReader {
  /** Made once: making it costs more than the call. */
  private fsyncMeanwhile: ((file: number) => Promise<void>) | undefined;

  /** Takes steps one after the other; this thread stands still until all is done. */
  take<T>(steps: Steps<T>): T {
    return takeSteps(steps, (what) => this.syncNow(what));
  }

  /** The same steps in the same order, but this thread is free whenever the disk has to be waited for. */
  takeMeanwhile<T>(steps: Steps<T>): Promise<T> {
    return takeStepsMeanwhile(steps, (what) => this.syncMeanwhile(what));
  }

  /** The steps of several, which wait for the disk together. Each ends for itself. */
  takeTogether<T>(list: readonly Steps<T>[]): Promise<PromiseSettledResult<T>[]> {
    return takeStepsTogether(list, (what) => this.syncMeanwhile(what));
  }

  /** Makes the entries of a directory durable. */
  sync(directory: string): void {
    this.take(this.syncing(directory));
  }

  /** The same as a step of several. */
  *syncing(...directories: readonly string[]): Steps<void> {
    yield directories;
  }

  private syncNow(what: Unsynced): void {
    if (typeof what === "number") return this.fs.fsyncSync(what);
    const file = this.openDirectory(what);
    if (file === undefined) return;
    try {
      this.fs.fsyncSync(file);
    } catch (error) {
      if (!isWithoutSync(error)) throw error;
    } finally {
      this.fs.closeSync(file);
    }
  }

  private async syncMeanwhile(what: Unsynced): Promise<void> {
    const fsync = (this.fsyncMeanwhile ??= promisify(this.fs.fsync));
    if (typeof what === "number") return fsync(what);
    const file = this.openDirectory(what);
    if (file === undefined) return;
    try {
      await fsync(file);
    } catch (error) {
      if (!isWithoutSync(error)) throw error;
    } finally {
      this.fs.closeSync(file);
    }
  }

  /** Windows cannot open a directory, and its rename is durable without. */
  private openDirectory(path: string): number | undefined {
    return process.platform === "win32" ? undefined : this.fs.openSync(path, constants.O_RDONLY);
  }
}

/** Some network file systems have no fsync of directories; they write entries through. */
function isWithoutSync(error: unknown): boolean {
  return hasCode(error, "EINVAL", "ENOTSUP");
}
