import * as nodeFs from "node:fs";
import type { FileSystem } from "../../src/queue/disk.js";

const { O_CREAT } = nodeFs.constants;

/** What comes before the k-th call that changes the disk. A write says what its first half would be. */
export type Interrupt = (call: string, writeHalf?: () => void) => void;

/** A file system whose process is interrupted before the k-th call that changes the disk. */
export function interruptedFileSystem(k: number, interrupt: Interrupt): FileSystem {
  let calls = 0;
  const count: Interrupt = (call, writeHalf) => {
    if (++calls === k) interrupt(call, writeHalf);
  };
  const counted =
    <A extends unknown[], R>(name: string, call: (...args: A) => R) =>
    (...args: A): R => {
      count(name);
      return call(...args);
    };
  return {
    ...nodeFs,
    openSync: (path, flags, mode) => {
      if (typeof flags === "number" && (flags & O_CREAT) !== 0) count("create");
      return nodeFs.openSync(path, flags, mode);
    },
    writeSync: ((file: number, bytes: Uint8Array, offset: number, length: number, position: number) => {
      count("write", () => nodeFs.writeSync(file, bytes, offset, Math.floor(length / 2), position));
      return nodeFs.writeSync(file, bytes, offset, length, position);
    }) as typeof nodeFs.writeSync,
    ftruncateSync: counted("ftruncate", nodeFs.ftruncateSync),
    renameSync: counted("rename", nodeFs.renameSync),
    unlinkSync: counted("unlink", nodeFs.unlinkSync),
    linkSync: counted("link", nodeFs.linkSync),
    mkdirSync: counted("mkdir", nodeFs.mkdirSync as (path: string) => undefined) as typeof nodeFs.mkdirSync,
    rmdirSync: counted("rmdir", nodeFs.rmdirSync as (path: string) => void) as typeof nodeFs.rmdirSync,
  };
}
