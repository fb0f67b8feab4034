/** What a worker of one's own says of a job while it runs it, in the job's `output.log`, which its first words make. */
import { format } from "node:util";
import { MAX_LOG_SIZE, openOutputLog, type OutputLog } from "./output-log.js";

export class JobLog {
  private log: OutputLog | undefined;
  private trouble: string | undefined;
  private closed = false;

  constructor(private readonly resultDir: string) {}

  get isOpen(): boolean {
    return this.log !== undefined;
  }

  /** A line, as console.log makes it of these words. One that the disk refuses costs the log that line and the job nothing. */
  say(words: readonly unknown[]): void {
    if (this.closed) return;
    const line = `${format(...words)}\n`;
    this.log ??= this.open();
    this.log?.write(Buffer.from(line));
  }

  /** Returns why it lacks something, for those who will look for it; undefined: it lacks nothing. */
  close(): string | undefined {
    this.closed = true;
    this.log?.close();
    return this.log?.gap() ?? this.trouble;
  }

  private open(): OutputLog | undefined {
    const opened = openOutputLog(this.resultDir, MAX_LOG_SIZE);
    if (!("couldNotStart" in opened)) return opened;
    this.trouble = `output.log may lack some lines: ${opened.couldNotStart}`;
    return undefined;
  }
}
