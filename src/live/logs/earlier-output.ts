/** Reading on backwards in a log: what stands before the lines that somebody holds. */
import type { EarlierOutput, HeldOutput } from "../live-queue.js";
import { withFile, type OpenFile } from "./bounded-file.js";
import { NEWLINE, startOfFirstLine, startOfLines } from "./line-starts.js";
import { WINDOW_BYTES } from "./output-tail.js";

const MOST_LINES = 5000;
/** How far to look for the beginning of what is held: bars that draw on one line for hours make lines of megabytes. */
const MOST_LOOKED_THROUGH = 64 * 1024 * 1024;

export function readEarlier(path: string, held: HeldOutput): EarlierOutput {
  return withFile(path, (file) => readBefore(file, startOfLines(file, held, MOST_LOOKED_THROUGH))) ?? NOTHING;
}

const NOTHING: EarlierOutput = { text: "", skippedBytes: 0 };

function readBefore(file: OpenFile, end: number | undefined): EarlierOutput {
  if (end === undefined) return { text: "", skippedBytes: undefined };
  const start = Math.max(0, end - WINDOW_BYTES);
  const bytes = file.read(start, end - start);
  const skipped = Math.max(start === 0 ? 0 : startOfFirstLine(bytes), startOfMostLines(bytes));
  return { text: bytes.subarray(skipped).toString("utf8"), skippedBytes: start + skipped };
}

function startOfMostLines(bytes: Buffer): number {
  let newline = bytes.length - 1;
  for (let lines = 0; lines < MOST_LINES; lines++) {
    newline = newline <= 0 ? -1 : bytes.lastIndexOf(NEWLINE, newline - 1);
    if (newline === -1) return 0;
  }
  return newline + 1;
}
