/**
 * What stands before a place in a growing file. While it does, the file has only grown; a log that was shortened, or
 * emptied and filled again, has something else there.
 */
import type { OpenFile } from "./bounded-file.js";

const KEPT_BYTES = 64;

export class Landmark {
  private bytes = Buffer.alloc(0);

  /** Takes note of what was read up to the place. */
  pass(read: Buffer): void {
    if (read.length > 0) this.bytes = Buffer.from(read.subarray(-KEPT_BYTES));
  }

  forget(): void {
    this.bytes = Buffer.alloc(0);
  }

  standsBefore(place: number, file: OpenFile): boolean {
    const { length } = this.bytes;
    return file.stat.size >= place && file.read(place - length, length).equals(this.bytes);
  }
}
