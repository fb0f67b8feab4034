/** Reading on backwards in a log: what stands before the lines that somebody holds. */
import { characterStart, withFile, type OpenFile } from "./bounded-file.js";
import type { EarlierOutput, HeldOutput } from "./live-queue.js";

/** As much as is shown of a log at first. */
const CHUNK_BYTES = 256 * 1024;
const MOST_LINES = 5000;
const BLOCK_BYTES = 1024 * 1024;
/** How far to look for the beginning of what is held: bars that draw on one line for hours make lines of megabytes. */
const MOST_LOOKED_THROUGH = 64 * BLOCK_BYTES;
const NEWLINE = 0x0a;

export function readEarlier(path: string, held: HeldOutput): EarlierOutput {
  return withFile(path, (file) => readBefore(file, startOf(file, held))) ?? NOTHING;
}

const NOTHING: EarlierOutput = { text: "", skippedBytes: 0 };

/** Where the first line that is held begins, found by counting back: whatever it was decoded to, its ends are bytes. */
function startOf(file: OpenFile, { endByte, lineEnds }: HeldOutput): number | undefined {
  let left = lineEnds + 1;
  let blockEnd = Math.min(endByte, file.stat.size);
  const stop = Math.max(0, blockEnd - MOST_LOOKED_THROUGH);
  while (blockEnd > stop) {
    const blockStart = Math.max(stop, blockEnd - BLOCK_BYTES);
    const block = file.read(blockStart, blockEnd - blockStart);
    for (let at = block.lastIndexOf(NEWLINE); at !== -1; at = at === 0 ? -1 : block.lastIndexOf(NEWLINE, at - 1)) {
      if (--left === 0) return blockStart + at + 1;
    }
    blockEnd = blockStart;
  }
  return stop === 0 ? 0 : undefined;
}

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
