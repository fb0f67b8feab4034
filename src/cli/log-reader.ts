/** Reads a growing file piece by piece, however large it is; a new file under its name is read from its start. */
import { withFile } from "../live/index.js";

const PIECE_BYTES = 256 * 1024;

export class LogReader {
  private position = 0;
  private inode: number | undefined;

  constructor(private readonly path: string) {}

  /** All that was added since the last call. */
  *pieces(): Generator<Buffer> {
    for (;;) {
      const piece = this.next();
      if (piece === undefined || piece.length === 0) return;
      yield piece;
    }
  }

  private next(): Buffer | undefined {
    return withFile(this.path, (file) => {
      const { stat } = file;
      // Another attempt has begun a log of its own, or somebody has emptied this one.
      if (stat.ino !== this.inode || stat.size < this.position) this.position = 0;
      this.inode = stat.ino;
      const bytes = file.read(this.position, PIECE_BYTES);
      this.position += bytes.length;
      return bytes;
    });
  }
}
