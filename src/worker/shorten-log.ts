import { closeSync, constants, fstatSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import { basename } from "node:path";
import { O_NOFOLLOW } from "../queue/index.js";
import { findGap, gapLine, MOST_BEFORE_GAP } from "../wording/index.js";
import { firstCharacter } from "./output-tail.js";

/** Below this a log would hold little but what dirq says, and what a pipe brings at once might not fit. */
export const SMALLEST_LOG_SIZE = 256 * 1024;

/** Of its limit, a log that is shortened keeps these shares of its beginning and of its end. */
const BEGINNING = 1 / 8;
const END = 1 / 4;

/** It is cut between two lines; a line that is longer than this is cut itself. */
const LONGEST_LINE = 16 * 1024;
const COPIED_AT_ONCE = 1024 * 1024;
const LONGEST_GAP_LINE = 1024;
const LINE_FEED = 0x0a;

/** What a log reads where its worker died just then. As long as the line that takes its place. */
const WHILE_SHORTENING = "\n[dirq: here the log was being shortened when its worker died; what follows is not in order";

export interface LogLimit {
  /** Bytes that the log may have. */
  readonly limit: number;
  /** Why it may not have more; of a job's log where none is given. */
  readonly reason?: string;
}

/** The log's name was given to another file, which is left alone. */
export class LogReplacedError extends Error {
  constructor(path: string) {
    super(`another file has taken the place of ${basename(path)}`);
    this.name = "LogReplacedError";
  }
}

/**
 * Takes the middle out of a log that has reached its limit, and says in its place how much that was. Returns the new size.
 *
 * In place: a second file would need room on a disk that may be nearly full, and whoever follows the log would have lost
 * it. The end is copied to where the middle was, then the file is cut, so a worker that dies on the way leaves all of the
 * end behind.
 * @throws the error of the system; LogReplacedError if the name is not that of the open file
 */
export function shortenLog(path: string, open: number, limit: LogLimit): number {
  const file = openSync(path, constants.O_RDWR | O_NOFOLLOW);
  try {
    const { size, ino, dev } = fstatSync(file);
    const opened = fstatSync(open);
    if (ino !== opened.ino || dev !== opened.dev) throw new LogReplacedError(path);
    return cutMiddle(file, size, limit);
  } finally {
    closeSync(file);
  }
}

function cutMiddle(file: number, size: number, { limit, reason }: LogLimit): number {
  const mostBefore = Math.min(Math.floor(limit * BEGINNING), MOST_BEFORE_GAP);
  const earlier = findGap(read(file, 0, mostBefore + LONGEST_GAP_LINE).toString("latin1"));
  const start = earlier?.start ?? endOfBeginning(file, mostBefore);
  const end = startOfEnd(file, size - Math.floor(limit * END));
  const line = gapLine({ start, missing: (earlier?.missing ?? 0) + end - (earlier?.end ?? start) }, reason);
  write(file, Buffer.from(`${WHILE_SHORTENING.padEnd(line.length - 2)}]\n`), start);
  const newSize = copyDown(file, { from: end, to: start + line.length, length: size - end });
  ftruncateSync(file, newSize);
  write(file, Buffer.from(line), start);
  return newSize;
}

/** Behind the last whole line of what may be kept of the beginning. */
function endOfBeginning(file: number, most: number): number {
  const lineFeed = read(file, most - LONGEST_LINE, LONGEST_LINE).lastIndexOf(LINE_FEED);
  return lineFeed < 0 ? most : most - LONGEST_LINE + lineFeed + 1;
}

/** The first start of a line from there on, or of a character where there is no line. */
function startOfEnd(file: number, position: number): number {
  const bytes = read(file, position, LONGEST_LINE);
  const lineFeed = bytes.indexOf(LINE_FEED);
  return position + (lineFeed < 0 ? firstCharacter(bytes) : lineFeed + 1);
}

function copyDown(file: number, { from, to, length }: { from: number; to: number; length: number }): number {
  // One for all: a loud job would fill the memory with what was used once.
  const buffer = Buffer.allocUnsafe(COPIED_AT_ONCE);
  for (let done = 0; done < length; done += COPIED_AT_ONCE) {
    write(file, readInto(buffer.subarray(0, length - done), file, from + done), to + done);
  }
  return to + length;
}

/** Fewer bytes where the file ends before. */
function read(file: number, start: number, length: number): Buffer {
  return readInto(Buffer.allocUnsafe(length), file, start);
}

function readInto(buffer: Buffer, file: number, start: number): Buffer {
  let filled = 0;
  while (filled < buffer.length) {
    const got = readSync(file, buffer, filled, buffer.length - filled, start + filled);
    if (got === 0) break;
    filled += got;
  }
  return buffer.subarray(0, filled);
}

function write(file: number, bytes: Buffer, start: number): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done, start + done);
}
