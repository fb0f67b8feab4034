/**
 * System calls as data: a process asks, a file system answers. So a call can be delayed, lost, recorded and replayed, and
 * the core and a model of the Python package make the same ones.
 */
import * as nodeFs from "node:fs";
import type { FileSystem } from "../../../src/queue/disk/file-system.js";

/** Bytes are written as a string of Latin-1, which is immutable: a whole disk is copied by copying its names. */
export type Call =
  | { readonly name: "open"; readonly path: string; readonly flags: number }
  | { readonly name: "close" | "fstat" | "read" | "sync" | "lock" | "unlock"; readonly file: number }
  | { readonly name: "write"; readonly file: number; readonly bytes: string; readonly position: number }
  | { readonly name: "truncate"; readonly file: number; readonly length: number }
  | { readonly name: "stat" | "list" | "unlink" | "rmdir"; readonly path: string }
  | { readonly name: "mkdir"; readonly path: string; readonly recursive: boolean }
  | { readonly name: "rename" | "link"; readonly path: string; readonly to: string };

/** What `stat` and `fstat` tell. */
export interface Attributes {
  readonly kind: "file" | "directory";
  readonly size: number;
  readonly links: number;
  readonly inode: number;
  readonly modified: number;
}

export type Value = number | string | boolean | readonly string[] | Attributes | undefined;

export type Reply = { readonly value: Value } | { readonly error: string };

/** Makes a call; undefined stands for one that has nothing to say. @throws what `systemError` makes, or whatever ends the process */
export type Perform = (call: Call) => Value;

const { O_CREAT, O_TRUNC } = nodeFs.constants;

/** Whether a call can change what others see. */
export function isChange(call: Call): boolean {
  switch (call.name) {
    case "open":
      return (call.flags & (O_CREAT | O_TRUNC)) !== 0;
    case "write":
    case "truncate":
    case "unlink":
    case "rmdir":
    case "mkdir":
    case "rename":
    case "link":
      return true;
    case "close":
    case "fstat":
    case "read":
    case "sync":
    case "lock":
    case "unlock":
    case "stat":
    case "list":
      return false;
  }
}

/** An error as the operating system reports it. */
export function systemError(code: string, call: Call): Error {
  const about = "path" in call ? call.path : `descriptor ${call.file}`;
  return Object.assign(new Error(`${code}: made up, ${call.name} ${about}`), { code, syscall: call.name });
}

/** The reply of a call that has been made: its value, or the code of the error. What is no error of the system is thrown on. */
export function replyOf(make: () => Value): Reply {
  try {
    return { value: make() };
  } catch (error) {
    if (error instanceof Error && "code" in error && typeof error.code === "string") return { error: error.code };
    throw error;
  }
}

/** The value that a reply stands for. @throws the error that it stands for */
export function valueOf(reply: Reply, call: Call): Value {
  if ("error" in reply) throw systemError(reply.error, call);
  return reply.value;
}

/** The functions of node:fs that the core uses, each as one call. */
export function fileSystemOf(perform: Perform): FileSystem {
  const onPath =
    (name: "unlink" | "rmdir") =>
    (path: nodeFs.PathLike): void =>
      void perform({ name, path: textOf(path) });
  const onTwo =
    (name: "rename" | "link") =>
    (path: nodeFs.PathLike, to: nodeFs.PathLike): void =>
      void perform({ name, path: textOf(path), to: textOf(to) });
  const functions = {
    openSync: (path: nodeFs.PathLike, flags: number) => perform({ name: "open", path: textOf(path), flags }) as number,
    closeSync: (file: number): void => void perform({ name: "close", file }),
    fsyncSync: (file: number): void => void perform({ name: "sync", file }),
    fstatSync: (file: number) => statsOf(perform({ name: "fstat", file }) as Attributes),
    ftruncateSync: (file: number, length = 0): void => void perform({ name: "truncate", file, length }),
    readFileSync: (file: number) => Buffer.from(perform({ name: "read", file }) as string, "latin1").toString(),
    writeSync: (file: number, buffer: Buffer, offset: number, length: number, position: number) =>
      perform({ name: "write", file, bytes: buffer.toString("latin1", offset, offset + length), position }) as number,
    lstatSync: (path: nodeFs.PathLike, options?: { readonly throwIfNoEntry?: boolean }) => {
      const call = { name: "stat", path: textOf(path) } as const;
      const attributes = perform(call) as Attributes | undefined;
      if (attributes === undefined && options?.throwIfNoEntry !== false) throw systemError("ENOENT", call);
      return attributes && statsOf(attributes);
    },
    readdirSync: (path: nodeFs.PathLike, options?: { readonly encoding: "buffer" }) => {
      const names = perform({ name: "list", path: textOf(path) }) as readonly string[];
      return options === undefined ? [...names] : names.map((name) => Buffer.from(name));
    },
    mkdirSync: (path: nodeFs.PathLike, options?: { readonly recursive?: boolean }): void =>
      void perform({ name: "mkdir", path: textOf(path), recursive: options?.recursive === true }),
    unlinkSync: onPath("unlink"),
    rmdirSync: onPath("rmdir"),
    renameSync: onTwo("rename"),
    linkSync: onTwo("link"),
    readSync: (file: number, buffer: Buffer, offset: number, length: number, position: number) =>
      buffer.write((perform({ name: "read", file }) as string).slice(position, position + length), offset, "latin1"),
    readlinkSync: notUsed("readlinkSync"),
  };
  // Node's own types have an overload for each of their many options; the core uses one of each.
  return functions as unknown as FileSystem;
}

function textOf(path: nodeFs.PathLike): string {
  return path instanceof Buffer ? path.toString() : String(path);
}

function notUsed(name: string) {
  return (): never => {
    throw new Error(`The core calls ${name} now: give the simulation one too.`);
  };
}

function statsOf({ kind, size, links, inode, modified }: Attributes): nodeFs.Stats {
  const stats = Object.create(nodeFs.Stats.prototype) as nodeFs.Stats;
  const mode = kind === "file" ? nodeFs.constants.S_IFREG : nodeFs.constants.S_IFDIR;
  return Object.assign(stats, { mode, size, nlink: links, ino: inode, mtimeMs: modified });
}
