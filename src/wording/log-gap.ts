/**
 * Where a log that had grown too long lacks its middle. A line in it says so: to people, and to whoever reads on from a
 * place in the output that has moved in the file since.
 */

export interface LogGap {
  /** Bytes of the log before the line. */
  readonly start: number;
  /** Bytes that were left out in its place. */
  readonly missing: number;
}

/** A log keeps no more than this of its beginning, so nobody need look for the line beyond it. */
export const MOST_BEFORE_GAP = 4 * 1024 * 1024;

const JOB_LOG_IS_FULL = "the log had reached the --max-log-size of its worker";

/** The line, with the line feeds that set it apart. */
export function gapLine({ start, missing }: LogGap, reason = JOB_LOG_IS_FULL): string {
  return `\n[dirq: ${missing} bytes of output are left out here, after the first ${start}: ${reason}]\n`;
}

const GAP_LINE = /\n\[dirq: (\d+) bytes of output are left out here, after the first (\d+): [^\n]*\]\n/g;

export interface FoundGap extends LogGap {
  /** Where the log goes on behind the line. */
  readonly end: number;
}

/** Finds the line in the beginning of a log, given as one character for each byte. */
export function findGap(beginning: string): FoundGap | undefined {
  for (const match of beginning.matchAll(GAP_LINE)) {
    const start = Number(match[2]);
    // One that a job has printed, from another job's log for example, stands elsewhere than it says.
    if (match.index === start) return { start, missing: Number(match[1]), end: start + match[0].length };
  }
  return undefined;
}
