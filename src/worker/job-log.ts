/** What a worker of one's own says of a job while it runs it, in the job's `output.log`, which its first words make. */
import { format } from "node:util";
import { isTroubleWithDisk } from "./is-trouble-with-disk.js";
import { MAX_LOG_SIZE, openOutputLog, type OutputLog } from "./output-log.js";
import { reasonOf } from "./reason-of.js";

/** A log that could not be made is tried again only so often: a job may say thousands of lines in a second. */
const REST_MS = 1_000;

export interface JobLogOptions {
  readonly resultDir: string;
  /** Asked before the log is made: not beside another worker that has taken the job over. */
  readonly isStillMine: () => boolean;
}

export class JobLog {
  private log: OutputLog | undefined;
  private trouble: string | undefined;
  private closed = false;
  private openAt = 0;

  constructor(private readonly options: JobLogOptions) {}

  /** A line, as console.log makes it of these words. One that the disk refuses costs the log that line and the job nothing. */
  say(words: readonly unknown[]): void {
    if (this.closed) return;
    const line = `${format(...words)}\n`;
    this.log ??= this.open();
    this.log?.write(Buffer.from(line));
  }

  close(): void {
    this.closed = true;
    this.log?.close();
  }

  /** Why it lacks something, for those who will look for it; undefined: it lacks nothing. */
  gap(): string | undefined {
    return this.log?.gap() ?? this.trouble;
  }

  private open(): OutputLog | undefined {
    if (performance.now() < this.openAt) return undefined;
    this.openAt = performance.now() + REST_MS;
    const opened = this.openIfMine();
    if (opened === undefined || !("couldNotStart" in opened)) return opened;
    this.trouble = `output.log may lack some lines: ${opened.couldNotStart}`;
    return undefined;
  }

  private openIfMine(): ReturnType<typeof openOutputLog> | undefined {
    const { resultDir, isStillMine } = this.options;
    try {
      return isStillMine() ? openOutputLog(resultDir, MAX_LOG_SIZE) : undefined;
    } catch (error) {
      if (!isTroubleWithDisk(error)) throw error;
      return { couldNotStart: reasonOf(error) };
    }
  }
}
