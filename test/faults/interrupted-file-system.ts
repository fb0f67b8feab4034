import * as nodeFs from "node:fs";
import type { FileSystem } from "../../src/queue/disk.js";

const { O_CREAT } = nodeFs.constants;

/** What comes between: before the k-th call that changes the disk. A write says what its first half would be. */
export type Interrupt = (writeHalf?: () => void) => void;

/** A file system whose process is interrupted before the k-th call that changes the disk. */
export function interruptedFileSystem(k: number, interrupt: Interrupt): FileSystem {
  let calls = 0;
  const count = (writeHalf?: () => void): void => {
    if (++calls === k) interrupt(writeHalf);
  };
  const counted =
    <A extends unknown[], R>(call: (...args: A) => R) =>
    (...args: A): R => {
      count();
      return call(...args);
    };
  return {
    ...nodeFs,
    openSync: (path, flags, mode) => {
      if (typeof flags === "number" && (flags & O_CREAT) !== 0) count();
      return nodeFs.openSync(path, flags, mode);
    },
    writeSync: ((file: number, bytes: Uint8Array, offset: number, length: number, position: number) => {
      count(() => nodeFs.writeSync(file, bytes, offset, Math.floor(length / 2), position));
      return nodeFs.writeSync(file, bytes, offset, length, position);
    }) as typeof nodeFs.writeSync,
    ftruncateSync: counted(nodeFs.ftruncateSync),
    renameSync: counted(nodeFs.renameSync),
    unlinkSync: counted(nodeFs.unlinkSync),
    linkSync: counted(nodeFs.linkSync),
    mkdirSync: counted(nodeFs.mkdirSync as (path: string) => undefined) as typeof nodeFs.mkdirSync,
    rmdirSync: counted(nodeFs.rmdirSync as (path: string) => void) as typeof nodeFs.rmdirSync,
  };
}
