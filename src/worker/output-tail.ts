/**
 * The last bytes of a stream, in a ring: what it takes does not depend on how much or in how small pieces a job prints.
 */
export class OutputTail {
  private ring: Buffer | undefined;
  private written = 0;

  constructor(private readonly capacity: number) {}

  push(chunk: Buffer): void {
    // Not before there is output: most jobs print little, and the system gives the pages only as they are filled.
    this.ring ??= Buffer.allocUnsafeSlow(this.capacity);
    const kept = chunk.subarray(Math.max(0, chunk.length - this.capacity));
    const start = (this.written + chunk.length - kept.length) % this.capacity;
    const untilEdge = kept.copy(this.ring, start);
    kept.copy(this.ring, 0, untilEdge);
    this.written += chunk.length;
  }

  /** As UTF-8, from a whole character on. */
  toString(): string {
    if (this.ring === undefined) return "";
    if (this.written <= this.capacity) return this.ring.toString("utf8", 0, this.written);
    const oldest = this.written % this.capacity;
    const bytes = Buffer.concat([this.ring.subarray(oldest), this.ring.subarray(0, oldest)]);
    return bytes.toString("utf8", firstCharacter(bytes));
  }
}

/** A character has at most three bytes after its first; more of them in a row is not UTF-8 and is left as it is. */
export function firstCharacter(bytes: Buffer): number {
  const isContinuation = (byte: number | undefined) => byte !== undefined && (byte & 0b1100_0000) === 0b1000_0000;
  let at = 0;
  while (at < 3 && isContinuation(bytes[at])) at += 1;
  return isContinuation(bytes[at]) ? 0 : at;
}
