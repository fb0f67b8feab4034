import * as nodeFs from "node:fs";
import type { FileSystem } from "../../src/queue/disk/file-system.js";

const { O_CREAT } = nodeFs.constants;

/** How a call goes wrong: it is not executed and says why, or it is executed and says that it was not. */
export type Fault = "EIO" | "ENOSPC" | "EDQUOT" | "EROFS" | "EACCES" | "ESTALE" | "lies";

export type FaultyCall =
  "create" | "write" | "fsync" | "ftruncate" | "close" | "rename" | "unlink" | "link" | "mkdir" | "rmdir";

export interface FailingFileSystem {
  readonly fileSystem: FileSystem;
  /** The calls that have gone wrong. */
  readonly faults: readonly FaultyCall[];
}

/** A file system on which those calls that change the disk go wrong of which `goesWrong` says so; they count from 1. */
export function failingFileSystem(
  fault: Fault,
  goesWrong: (call: number, name: FaultyCall) => boolean,
): FailingFileSystem {
  let calls = 0;
  const faults: FaultyCall[] = [];
  const written = new Set<number>();
  const fail = (name: FaultyCall): never => {
    faults.push(name);
    const code = fault === "lies" ? "EIO" : fault;
    throw Object.assign(new Error(`${code}: made up, ${name}`), { code, syscall: name });
  };
  const attempt = <R>(name: FaultyCall, call: () => R): R => {
    if (!goesWrong(++calls, name)) return call();
    if (fault === "lies") call();
    return fail(name);
  };
  const faulty =
    <A extends unknown[], R>(name: FaultyCall, call: (...args: A) => R) =>
    (...args: A): R =>
      attempt(name, () => call(...args));
  const fileSystem: FileSystem = {
    ...nodeFs,
    openSync: (path, flags, mode) => {
      const open = (): number => nodeFs.openSync(path, flags, mode);
      if (typeof flags !== "number" || (flags & O_CREAT) === 0) return open();
      const file = attempt("create", open);
      written.add(file);
      return file;
    },
    // Whatever close says, the descriptor is free then. Only that of a file that was written says anything of worth.
    closeSync: (file) => {
      nodeFs.closeSync(file);
      if (written.delete(file) && goesWrong(++calls, "close")) fail("close");
    },
    writeSync: faulty(
      "write",
      nodeFs.writeSync as (file: number, bytes: Uint8Array) => number,
    ) as typeof nodeFs.writeSync,
    fsyncSync: faulty("fsync", nodeFs.fsyncSync),
    // Where others would wait aside it answers at once, so that each run is like the one before.
    fsync: ((file: number, done: (error: unknown) => void) => {
      try {
        attempt("fsync", () => nodeFs.fsyncSync(file));
        done(null);
      } catch (error) {
        done(error);
      }
    }) as typeof nodeFs.fsync,
    ftruncateSync: faulty("ftruncate", nodeFs.ftruncateSync),
    renameSync: faulty("rename", nodeFs.renameSync),
    unlinkSync: faulty("unlink", nodeFs.unlinkSync),
    linkSync: faulty("link", nodeFs.linkSync),
    mkdirSync: faulty("mkdir", nodeFs.mkdirSync as (path: string) => undefined) as typeof nodeFs.mkdirSync,
    rmdirSync: faulty("rmdir", nodeFs.rmdirSync as (path: string) => void) as typeof nodeFs.rmdirSync,
  };
  return { fileSystem, faults };
}
