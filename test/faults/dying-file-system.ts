import * as nodeFs from "node:fs";
import type { FileSystem } from "../../src/queue/disk.js";

const { O_CREAT } = nodeFs.constants;

/**
 * A file system whose process is killed before the k-th call that changes the disk. `torn`: a write that is the k-th
 * still writes its first half.
 */
export function dyingFileSystem(k: number, { torn }: { readonly torn: boolean }): FileSystem {
  let calls = 0;
  const isLast = (): boolean => ++calls === k;
  const die = (): void => {
    process.kill(process.pid, "SIGKILL");
    // The signal is on its way; nothing more may happen.
    for (;;);
  };
  const mortal =
    <A extends unknown[], R>(call: (...args: A) => R) =>
    (...args: A): R => {
      if (isLast()) die();
      return call(...args);
    };
  return {
    ...nodeFs,
    openSync: (path, flags, mode) => {
      if (typeof flags === "number" && (flags & O_CREAT) !== 0 && isLast()) die();
      return nodeFs.openSync(path, flags, mode);
    },
    writeSync: ((file: number, bytes: Uint8Array, offset: number, length: number, position: number) => {
      if (isLast()) {
        if (torn) nodeFs.writeSync(file, bytes, offset, Math.floor(length / 2), position);
        die();
      }
      return nodeFs.writeSync(file, bytes, offset, length, position);
    }) as typeof nodeFs.writeSync,
    ftruncateSync: mortal(nodeFs.ftruncateSync),
    renameSync: mortal(nodeFs.renameSync),
    unlinkSync: mortal(nodeFs.unlinkSync),
    linkSync: mortal(nodeFs.linkSync),
    mkdirSync: mortal(nodeFs.mkdirSync as (path: string) => undefined) as typeof nodeFs.mkdirSync,
    rmdirSync: mortal(nodeFs.rmdirSync as (path: string) => void) as typeof nodeFs.rmdirSync,
  };
}
