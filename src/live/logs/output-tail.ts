/** A job's log as somebody who opened it now wants to see it: its end first, then whatever is appended. */
import { StringDecoder } from "node:string_decoder";
import type { OutputPiece } from "../live-queue.js";
import { withFile, type OpenFile } from "./bounded-file.js";
import { Landmark } from "./landmark.js";
import { startOfFirstLine } from "./line-starts.js";

/** How much of the end is shown first, and the most that is read at once. */
export const WINDOW_BYTES = 256 * 1024;
/** Who is further behind than this is shown the end instead of all that lies between. */
const MOST_BEHIND = 4 * WINDOW_BYTES;

export class OutputTail {
  private file: string | undefined;
  private position = 0;
  private readonly landmark = new Landmark();
  private decoder = new StringDecoder("utf8");
  private started = false;

  constructor(private readonly path: string) {}

  /** What is new since the last call; undefined when nothing is. The first call always returns a piece. */
  read(): OutputPiece | undefined {
    return withFile(this.path, (file) => this.readFrom(file)) ?? this.withoutNews();
  }

  private readFrom(file: OpenFile): OutputPiece | undefined {
    const { size } = file.stat;
    if (size === this.position && this.file === identity(file)) return undefined;
    if (!this.continues(file)) return this.restart(file);
    const bytes = file.read(this.position, WINDOW_BYTES);
    this.landmark.pass(bytes);
    this.position += bytes.length;
    const text = this.decoder.write(bytes);
    return text === "" ? undefined : { text, reset: false, skippedBytes: 0, endByte: this.position };
  }

  /** Otherwise another file has the name now, or this one was shortened: what was shown is not its beginning any more. */
  private continues(file: OpenFile): boolean {
    const isNear = file.stat.size - this.position <= MOST_BEHIND;
    return isNear && this.file === identity(file) && this.landmark.standsBefore(this.position, file);
  }

  private restart(file: OpenFile): OutputPiece {
    const start = Math.max(0, file.stat.size - WINDOW_BYTES);
    const bytes = file.read(start, WINDOW_BYTES);
    const skipped = start === 0 ? 0 : startOfFirstLine(bytes);
    this.started = true;
    this.file = identity(file);
    this.position = start + bytes.length;
    this.landmark.forget();
    this.landmark.pass(bytes);
    this.decoder = new StringDecoder("utf8");
    const text = this.decoder.write(bytes.subarray(skipped));
    return { text, reset: true, skippedBytes: start + skipped, endByte: this.position };
  }

  /** There is no log yet, or none any more; what was shown of it stays. */
  private withoutNews(): OutputPiece | undefined {
    if (this.started) return undefined;
    this.started = true;
    return { text: "", reset: true, skippedBytes: 0, endByte: 0 };
  }
}

/** Device and inode; 0 on file systems that have none, where only the size tells. */
function identity({ stat }: OpenFile): string {
  return `${stat.dev}:${stat.ino}`;
}
