/** A disk that takes its time: whoever waits for it in the background does so until it is told to go on. */
import * as nodeFs from "node:fs";
import type { FileSystem } from "../../src/queue/disk/file-system.js";

export interface SlowDisk {
  readonly fileSystem: FileSystem;
  readonly goesOn: Promise<void>;
  goOn(): void;
}

export function slowDisk(): SlowDisk {
  let goOn = (): void => {};
  const goesOn = new Promise<void>((resolve) => (goOn = resolve));
  const fsync = ((file: number, done: (error: Error | null) => void) =>
    void goesOn.then(() => nodeFs.fsync(file, done))) as typeof nodeFs.fsync;
  return { fileSystem: { ...nodeFs, fsync }, goesOn, goOn };
}
