/**
 * Reads a growing file piece by piece, however large it is; a new file under its name is read from its start. A log that
 * its worker shortens meanwhile is read on from the same place in the output, which is another in the file then.
 */
import { Landmark, startOfLastLines, withFile, type OpenFile } from "../../live/index.js";
import { isSystemError } from "../../queue/index.js";
import { findGap, gapLine, MOST_BEFORE_GAP, type FoundGap } from "../../wording/index.js";
import { CommandError } from "../trouble.js";

const PIECE_BYTES = 256 * 1024;
const LONGEST_GAP_LINE = 1024;

export class LogReader {
  private position = 0;
  private inode: number | undefined;
  private gap: FoundGap | undefined;
  private readonly landmark = new Landmark();

  /** `last`: how many lines are wanted of what is there at the first call; undefined for all. */
  constructor(
    private readonly path: string,
    private last?: number,
  ) {}

  /** All that was added since the last call. @throws CommandError where the log is there and cannot be read */
  *pieces(): Generator<Buffer> {
    for (;;) {
      const piece = inWords(this.path, () => this.next());
      // What is printed from now on is wanted whole.
      this.last = undefined;
      if (piece === undefined || piece.length === 0) return;
      yield piece;
    }
  }

  private next(): Buffer | undefined {
    return withFile(this.path, (file) => {
      // Another attempt has begun a log of its own.
      if (file.stat.ino !== this.inode) this.begin(file);
      const missed = this.landmark.standsBefore(this.position, file) ? 0 : this.findPlace(file);
      if (missed > 0) return Buffer.from(gapLine({ start: this.placeInOutput() - missed, missing: missed }));
      const bytes = file.read(this.position, PIECE_BYTES);
      this.landmark.pass(bytes);
      this.position += bytes.length;
      return bytes;
    });
  }

  private begin(file: OpenFile): void {
    this.inode = file.stat.ino;
    this.gap = gapIn(file);
    this.goTo(this.last === undefined ? 0 : startOfLastLines(file, this.last));
  }

  private goTo(position: number): void {
    this.position = position;
    this.landmark.forget();
  }

  /** Goes on where the output was read to, or behind what is left out now; returns how much of that was never read. */
  private findPlace(file: OpenFile): number {
    const place = this.placeInOutput();
    this.gap = gapIn(file);
    // Without a gap somebody has emptied the log.
    if (this.gap === undefined || place <= this.gap.start) {
      this.goTo(this.gap === undefined ? 0 : place);
      return 0;
    }
    const { start, missing, end } = this.gap;
    const behind = place - start - missing;
    this.goTo(end + Math.max(0, behind));
    return Math.max(0, -behind);
  }

  /** The position in all that was printed. */
  private placeInOutput(): number {
    const { gap, position } = this;
    if (gap === undefined || position <= gap.start) return position;
    return gap.start + gap.missing + Math.max(0, position - gap.end);
  }
}

/** What `read` returns. @throws CommandError where the system refuses it, with the path that it names, or else `path` */
export function inWords<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const reason = /: (.+?)(?:, |$)/.exec(error.message)?.[1] ?? error.message;
    throw new CommandError(`Cannot read ${error.path ?? path}: ${reason} (${error.code}).`, { cause: error });
  }
}

function gapIn(file: OpenFile): FoundGap | undefined {
  return findGap(file.read(0, Math.min(file.stat.size, MOST_BEFORE_GAP + LONGEST_GAP_LINE)).toString("latin1"));
}
