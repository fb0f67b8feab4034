import { closeSync, fstatSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { hasCode } from "../queue/index.js";
import { shortenLog } from "./shorten-log.js";
import { reasonOf } from "./reason-of.js";

/** Unless somebody says another: what a disk can bear of one job that prints and prints. */
export const MAX_LOG_SIZE = 1024 ** 3;

export interface OutputLogOptions {
  readonly path: string;
  /** Bytes that the file may have. */
  readonly limit: number;
}

/**
 * The log of one run: what both streams brought, in the order in which it arrived here.
 *
 * Nothing waits in memory: a chunk is written before the next one is read. A write that fails (a full disk) costs the log
 * a part of the output and the job nothing; each further chunk tries again, after a line that says what is missing.
 * One that would grow beyond its limit loses its middle.
 */
export class OutputLog {
  private size = 0;
  private lost = 0;
  private lostUnsaid = 0;
  private trouble: string | undefined;
  private closed = false;

  /** Takes over the descriptor: of an empty file, open for appending. */
  constructor(
    private readonly fd: number,
    private readonly options: OutputLogOptions,
    private readonly writeSome: (fd: number, bytes: Buffer, from: number) => number = writeSync,
  ) {}

  write(chunk: Buffer): void {
    const unwritten = this.sayWhatIsLost() ? this.append(chunk) : chunk.length;
    this.lost += unwritten;
    this.lostUnsaid += unwritten;
  }

  /** What the log lacks and why, for those who will look for it; undefined: nothing. */
  gap(): string | undefined {
    if (this.trouble === undefined) return undefined;
    return this.lost > 0
      ? `output.log lacks ${this.lost} bytes of output: ${this.trouble}`
      : `output.log may lack its end: ${this.trouble}`;
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.sayWhatIsLost();
    try {
      closeSync(this.fd);
    } catch (error) {
      // Network file systems report a full disk as late as this.
      this.trouble ??= reasonOf(error);
    }
  }

  private sayWhatIsLost(): boolean {
    if (this.lostUnsaid === 0) return true;
    const line = `\n[dirq: ${this.lostUnsaid} bytes of output are missing here: ${this.trouble ?? "unknown reason"}]\n`;
    if (this.append(Buffer.from(line)) > 0) return false;
    this.lostUnsaid = 0;
    return true;
  }

  /** How many of the bytes could not be written. The system may take a part of them and fail with the next call. */
  private append(bytes: Buffer): number {
    let written = 0;
    try {
      if (this.size + bytes.length > this.options.limit) this.makeRoom(bytes.length);
      while (written < bytes.length) written += this.writeSome(this.fd, bytes, written);
    } catch (error) {
      this.trouble = reasonOf(error);
    }
    this.size += written;
    return bytes.length - written;
  }

  private makeRoom(bytes: number): void {
    // What was counted is not all: somebody may have emptied the log, and the job may have written into it by itself.
    this.size = fstatSync(this.fd).size;
    const { path, limit } = this.options;
    if (this.size + bytes > limit) this.size = shortenLog(path, this.fd, { limit });
  }
}

/**
 * Creates `output.log`, exclusively: nothing that somebody put there before (a link out of the queue, a FIFO) is opened,
 * and nothing of an earlier attempt is overwritten. In append mode, so that whoever empties a log that has grown too
 * large gets a short file and not one with a hole.
 */
export function openOutputLog(resultDir: string, limit: number): OutputLog | { readonly couldNotStart: string } {
  const path = join(resultDir, "output.log");
  try {
    return new OutputLog(openSync(path, "ax"), { path, limit });
  } catch (error) {
    const advice = hasCode(error, "EEXIST") ? "; of the job, its command and log(), only one may make it" : "";
    return { couldNotStart: `cannot create ${path}: ${reasonOf(error)}${advice}` };
  }
}
