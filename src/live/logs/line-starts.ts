/** Where lines begin in a log, however large it is. */
import type { HeldOutput } from "../live-queue.js";
import { characterStart, type OpenFile } from "./bounded-file.js";

export const NEWLINE = 0x0a;
const BLOCK_BYTES = 1024 * 1024;

/**
 * Where the first line begins of a text that ends at `endByte` and has so many ends of lines, found by counting back:
 * whatever it is decoded to, its ends are bytes. Undefined where that is not among the last `most` bytes.
 */
export function startOfLines(file: OpenFile, { endByte, lineEnds }: HeldOutput, most: number): number | undefined {
  let left = lineEnds + 1;
  let blockEnd = Math.min(endByte, file.stat.size);
  const stop = Math.max(0, blockEnd - most);
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

/** Where the last lines of a file begin; one that has not ended yet is a line too. */
export function startOfLastLines(file: OpenFile, lines: number): number {
  const { size } = file.stat;
  const isEnded = size > 0 && file.read(size - 1, 1)[0] === NEWLINE;
  return startOfLines(file, { endByte: size, lineEnds: isEnded ? lines : lines - 1 }, Infinity) ?? 0;
}

/**
 * Where the first whole line begins in a piece from the middle of a log. A line that is longer than the piece, because a
 * progress bar drew on it all along, is shown from where it was read.
 */
export function startOfFirstLine(bytes: Buffer): number {
  const newline = bytes.indexOf(NEWLINE);
  return newline === -1 || newline === bytes.length - 1 ? characterStart(bytes) : newline + 1;
}
