/** A job's result file, read when it is another than at the last look. */
import type { ResultPiece } from "../live-queue.js";
import { withFile, type OpenFile } from "../logs/bounded-file.js";

/** The page shows as much of it as a tree. */
const MOST_BYTES = 2 * 1024 * 1024;

export class ResultFile {
  private seen = "";

  /** Its beginning; undefined where there is none, or the same as before. */
  read(path: string | undefined): ResultPiece | undefined {
    const piece = path === undefined ? undefined : withFile(path, (file) => this.readNew(path, file));
    if (piece === undefined) this.seen = "";
    return piece === "as before" ? undefined : piece;
  }

  private readNew(path: string, { stat, read }: OpenFile): ResultPiece | "as before" {
    const now = [path, stat.dev, stat.ino, stat.size, stat.mtimeMs, stat.ctimeMs].join(":");
    if (now === this.seen) return "as before";
    const piece = { bytes: read(0, Math.min(stat.size, MOST_BYTES)), cut: stat.size > MOST_BYTES };
    this.seen = now;
    return piece;
  }
}
