/** Reading on backwards in a log: what stands before the lines that somebody holds. */
import type { EarlierOutput, HeldOutput } from "../live-queue.js";
import { characterStart, withFile, type OpenFile } from "./bounded-file.js";
import { startOfLines } from "./line-starts.js";

/** As much as is shown of a log at first. */
const CHUNK_BYTES = 256 * 1024;
const MOST_LINES = 5000;
/** How far to look for the beginning of what is held: bars that draw on one line for hours make lines of megabytes. */
const MOST_LOOKED_THROUGH = 64 * 1024 * 1024;
const NEWLINE = 0x0a;

export function readEarlier(path: string, held: HeldOutput): EarlierOutput {
  return withFile(path, (file) => readBefore(file, startOfLines(file, held, MOST_LOOKED_THROUGH))) ?? NOTHING;
}

const NOTHING: EarlierOutput = { text: "", skippedBytes: 0 };

function readBefore(file: OpenFile, end: number | undefined): EarlierOutput {
  if (end === undefined) return { text: "", skippedBytes: undefined };
  const start = Math.max(0, end - CHUNK_BYTES);
  const bytes = file.read(start, end - start);
  const skipped = Math.max(start === 0 ? 0 : lineStart(bytes), startOfLastLines(bytes));
  return { text: bytes.subarray(skipped).toString("utf8"), skippedBytes: start + skipped };
}

/** A line that is longer than all that is read is shown from where it was read. */
function lineStart(bytes: Buffer): number {
  const newline = bytes.indexOf(NEWLINE);
  return newline === -1 || newline === bytes.length - 1 ? characterStart(bytes) : newline + 1;
}

function startOfLastLines(bytes: Buffer): number {
  let newline = bytes.length - 1;
  for (let lines = 0; lines < MOST_LINES; lines++) {
    newline = newline <= 0 ? -1 : bytes.lastIndexOf(NEWLINE, newline - 1);
    if (newline === -1) return 0;
  }
  return newline + 1;
}
