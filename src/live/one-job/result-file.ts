/** A job's result file, read when it is another than at the last look. */
import type { Stats } from "node:fs";
import type { ResultPiece } from "../live-queue.js";
import { withFile } from "../logs/bounded-file.js";

/** The page shows as much of it as a tree. */
const MOST_BYTES = 2 * 1024 * 1024;

export class ResultFile {
  private seen = "";

  /** Its beginning; undefined where there is none, or the same as before. */
  read(path: string | undefined): ResultPiece | undefined {
    const piece = path === undefined ? undefined : withFile(path, ({ stat, read }) => this.readNew(path, stat, read));
    if (piece === undefined) this.seen = "";
    return piece === "as before" ? undefined : piece;
  }

  private readNew(
    path: string,
    stat: Stats,
    read: (start: number, length: number) => Uint8Array,
  ): ResultPiece | "as before" {
    const now = [path, stat.dev, stat.ino, stat.size, stat.mtimeMs, stat.ctimeMs].join(":");
    if (now === this.seen) return "as before";
    const piece = { bytes: read(0, Math.min(stat.size, MOST_BYTES)), cut: stat.size > MOST_BYTES };
    this.seen = now;
    return piece;
  }
}
