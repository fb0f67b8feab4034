/**
 * Reading what a job left: it may be larger than memory, or no file at all. A link or a pipe is not followed, so that
 * a job cannot make a reader wait for it or show what lies elsewhere.
 */
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from "node:fs";
import { dirname } from "node:path";
import { O_NOFOLLOW, O_NONBLOCK } from "../../queue/index.js";

/** What opening says of a name that is no regular file of ours: there is none, or something else has the name. */
const NO_FILE = new Set(["ENOENT", "ENOTDIR", "ELOOP", "ENXIO", "EISDIR"]);

export interface OpenFile {
  readonly stat: Stats;
  /** The bytes from `start`, at most `length` of them; fewer where the file ends before. */
  readonly read: (start: number, length: number) => Buffer;
}

/** Opens a regular file for as long as `use` takes; undefined where there is none. */
export function withFile<T>(path: string, use: (file: OpenFile) => T): T | undefined {
  const descriptor = open(path);
  if (descriptor === undefined) return undefined;
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) return undefined;
    return use({ stat, read: (start, length) => readFully(descriptor, start, length) });
  } finally {
    closeSync(descriptor);
  }
}

/** The last bytes of a file as text, from the start of a character. */
export function readTail(path: string, limit: number): string | undefined {
  return withFile(path, (file) => tailOf(file, limit));
}

/** The same of a file that is open. */
export function tailOf({ stat, read }: OpenFile, limit: number): string {
  const start = Math.max(0, stat.size - limit);
  const bytes = read(start, limit);
  return bytes.subarray(start === 0 ? 0 : characterStart(bytes)).toString("utf8");
}

/** Where the first whole character of a piece of UTF-8 begins. */
export function characterStart(bytes: Buffer): number {
  let start = 0;
  // A character has at most three bytes that continue it; more of them are not UTF-8 and are shown as they are.
  while (start < 3 && start < bytes.length && ((bytes[start] ?? 0) & 0xc0) === 0x80) start++;
  return start;
}

function open(path: string): number | undefined {
  try {
    // A link in place of the folder would lead out of the queue as well.
    if (!lstatSync(dirname(path)).isDirectory()) return undefined;
    return openSync(path, constants.O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    if (NO_FILE.has((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

function readFully(descriptor: number, start: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(descriptor, buffer, filled, length - filled, start + filled);
    if (count === 0) break;
    filled += count;
  }
  return buffer.subarray(0, filled);
}
