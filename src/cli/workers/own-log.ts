/** The log of a worker in the background, which may run for months: it is kept within a size, as the logs of jobs are. */
import { fstatSync } from "node:fs";
import { isSystemError } from "../../queue/index.js";
import { LogReplacedError, shortenLog } from "../../worker/index.js";

/** Some 40,000 jobs, each with its two lines. */
const LARGEST = 8 * 1024 * 1024;
const REASON = "a worker in the background keeps its log within 8 MiB";
const STDOUT = 1;

export class OwnLog {
  private isOurs = true;

  /** `path`: where it is, if this worker is in the background. */
  constructor(private readonly path: string) {}

  /** To be called whenever something was printed. What a person redirects to a file of theirs is never touched. */
  keepShort(): void {
    if (!this.isOurs) return;
    try {
      this.shorten();
    } catch (error) {
      // A worker goes on without.
      if (!(error instanceof LogReplacedError) && !isSystemError(error)) throw error;
      this.isOurs = false;
    }
  }

  private shorten(): void {
    const log = fstatSync(STDOUT);
    if (log.isFile() && log.size > LARGEST) shortenLog(this.path, STDOUT, { limit: LARGEST, reason: REASON });
  }
}
