import * as nodeFs from "node:fs";
import type { FileSystem } from "../../src/queue/disk/file-system.js";

const { O_CREAT } = nodeFs.constants;

/** The calls that change the disk, and the one that makes a change last. */
export type WatchedCall = "create" | "write" | "fsync" | "ftruncate" | "rename" | "unlink" | "link" | "mkdir" | "rmdir";

/** Comes before each such call. A write says what its first half would be. */
export type BeforeCall = (call: WatchedCall, writeHalf?: () => void) => void;

export function watchedFileSystem(before: BeforeCall): FileSystem {
  const watched =
    <A extends unknown[], R>(name: WatchedCall, call: (...args: A) => R) =>
    (...args: A): R => {
      before(name);
      return call(...args);
    };
  return {
    ...nodeFs,
    openSync: (path, flags, mode) => {
      if (typeof flags === "number" && (flags & O_CREAT) !== 0) before("create");
      return nodeFs.openSync(path, flags, mode);
    },
    writeSync: ((file: number, bytes: Uint8Array, offset: number, length: number, position: number) => {
      before("write", () => nodeFs.writeSync(file, bytes, offset, Math.floor(length / 2), position));
      return nodeFs.writeSync(file, bytes, offset, length, position);
    }) as typeof nodeFs.writeSync,
    fsyncSync: watched("fsync", nodeFs.fsyncSync),
    // Where others would wait aside it waits at once, so that each run is like the one before.
    fsync: ((file: number, done: (error: unknown) => void) => {
      before("fsync");
      nodeFs.fsyncSync(file);
      done(null);
    }) as typeof nodeFs.fsync,
    ftruncateSync: watched("ftruncate", nodeFs.ftruncateSync),
    renameSync: watched("rename", nodeFs.renameSync),
    unlinkSync: watched("unlink", nodeFs.unlinkSync),
    linkSync: watched("link", nodeFs.linkSync),
    mkdirSync: watched("mkdir", nodeFs.mkdirSync as (path: string) => undefined) as typeof nodeFs.mkdirSync,
    rmdirSync: watched("rmdir", nodeFs.rmdirSync as (path: string) => void) as typeof nodeFs.rmdirSync,
  };
}
