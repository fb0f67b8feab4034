import * as nodeFs from "node:fs";
import type { FileSystem } from "../../src/queue/disk.js";

const { O_CREAT } = nodeFs.constants;

/** How a call goes wrong: it is not executed and says why, or it is executed and says that it was not. */
export type Fault = "EIO" | "ENOSPC" | "EDQUOT" | "EROFS" | "EACCES" | "ESTALE" | "lies";

export interface FailingFileSystem {
  readonly fileSystem: FileSystem;
  /** How many calls have gone wrong. */
  readonly faults: () => number;
}

/** A file system on which those calls that change the disk go wrong of which `goesWrong` says so; they count from 1. */
export function failingFileSystem(fault: Fault, goesWrong: (call: number, name: string) => boolean): FailingFileSystem {
  let calls = 0;
  let faults = 0;
  const attempt = <R>(name: string, call: () => R): R => {
    if (!goesWrong(++calls, name)) return call();
    faults++;
    if (fault === "lies") call();
    const code = fault === "lies" ? "EIO" : fault;
    throw Object.assign(new Error(`${code}: made up, ${name}`), { code, syscall: name });
  };
  const faulty =
    <A extends unknown[], R>(name: string, call: (...args: A) => R) =>
    (...args: A): R =>
      attempt(name, () => call(...args));
  const fileSystem: FileSystem = {
    ...nodeFs,
    openSync: (path, flags, mode) => {
      const open = (): number => nodeFs.openSync(path, flags, mode);
      return typeof flags === "number" && (flags & O_CREAT) !== 0 ? attempt("open", open) : open();
    },
    writeSync: faulty(
      "write",
      nodeFs.writeSync as (file: number, bytes: Uint8Array) => number,
    ) as typeof nodeFs.writeSync,
    fsyncSync: faulty("fsync", nodeFs.fsyncSync),
    ftruncateSync: faulty("ftruncate", nodeFs.ftruncateSync),
    renameSync: faulty("rename", nodeFs.renameSync),
    unlinkSync: faulty("unlink", nodeFs.unlinkSync),
    linkSync: faulty("link", nodeFs.linkSync),
    mkdirSync: faulty("mkdir", nodeFs.mkdirSync as (path: string) => undefined) as typeof nodeFs.mkdirSync,
    rmdirSync: faulty("rmdir", nodeFs.rmdirSync as (path: string) => void) as typeof nodeFs.rmdirSync,
  };
  return { fileSystem, faults: () => faults };
}
