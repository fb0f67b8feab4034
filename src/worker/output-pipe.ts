import { execFileSync } from "node:child_process";
import { closeSync, constants, openSync, rmSync } from "node:fs";
import { Socket, type OnReadOpts } from "node:net";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { makeTemporaryFolder } from "./temporary-folder.js";

/**
 * A real pipe for one output stream of a command. What Node calls a pipe is a pair of sockets, and Linux refuses to open
 * those by name: `> /dev/stderr`, `-o /dev/stdout` and `tee /dev/stderr`, common in pipelines, would fail in a job that
 * runs well in a terminal or under a Python worker.
 */
export interface OutputPipe {
  /** Which processes still hold it can be seen by this. */
  readonly path: string;
  readonly reader: Readable;
  /** To be handed to the child, then closed here: the reader ends when nobody has it open any more. */
  readonly writeEnd: number;
}

/** Undefined where there are none to be had (other systems, no room for temporary files); sockets have to do then. */
export function openOutputPipe(): OutputPipe | undefined {
  if (process.platform !== "linux") return undefined;
  try {
    return openFifo(unused.pop() ?? makeFifo());
  } catch {
    // Whatever tidies temporary files may have taken the folder away from a worker that runs for weeks: start afresh.
    unused.length = 0;
    folder = undefined;
  }
  try {
    return openFifo(makeFifo());
  } catch {
    return undefined;
  }
}

/** Node cannot make a FIFO, so a program does; several at once, and used again by later jobs, for it takes as long as one. */
const MADE_AT_ONCE = 8;
const CHUNK_BYTES = 64 * 1024;
const unused: Fifo[] = [];
let folder: string | undefined;
let made = 0;

interface Fifo {
  readonly path: string;
  /** What is read from it comes here; as much as a pipe holds. */
  readonly buffer: Buffer;
}

function makeFifo(): Fifo {
  folder ??= makeTemporaryFolder("pipes");
  const paths: string[] = [];
  while (paths.length < MADE_AT_ONCE) paths.push(join(folder, String((made += 1))));
  execFileSync("mkfifo", ["-m", "600", ...paths], { stdio: "ignore" });
  unused.push(...paths.map((path) => ({ path, buffer: Buffer.allocUnsafeSlow(CHUNK_BYTES) })));
  const fifo = unused.pop();
  if (fifo === undefined) throw new Error("mkfifo was asked for no FIFO");
  return fifo;
}

function openFifo(fifo: Fifo): OutputPipe {
  const { path } = fifo;
  // The reading end first and without waiting; then the writing end finds a reader and does not wait either.
  const readEnd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  let writeEnd: number;
  try {
    writeEnd = openSync(path, constants.O_WRONLY);
  } catch (error) {
    closeSync(readEnd);
    throw error;
  }
  const reader = readInto(fifo.buffer, readEnd);
  let isAtEnd = false;
  reader.once("end", () => (isAtEnd = true));
  reader.once("close", () => {
    // Given up before its end, it may still be written to by a process that could not be killed.
    if (isAtEnd) unused.push(fifo);
    else rmSync(path, { force: true });
  });
  return { path, reader, writeEnd };
}

/**
 * Whoever listens for data takes what he needs of it before he returns: the next chunk comes into the same memory. A
 * buffer for each would stay garbage for so long that a loud job fills a hundred megabytes with them.
 */
function readInto(buffer: Buffer, fd: number): Socket {
  const onread: OnReadOpts = { buffer, callback: (length) => reader.emit("data", buffer.subarray(0, length)) };
  const options = { fd, readable: true, writable: false, onread };
  const reader = new Socket(options);
  return reader;
}
