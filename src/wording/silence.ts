/** That a running job has printed nothing for longer than it usually does. */
import { roughDuration } from "./times.js";

/** What is known of a running job's output; a row of the tree fits. */
export interface SilenceFacts {
  /** When it printed last, in milliseconds since 1970; absent for one that has printed nothing at all. */
  readonly lastOutputMs?: number | undefined;
  /** The longest that it was seen to print nothing before it printed again, in milliseconds. */
  readonly longestGapMs?: number | undefined;
}

/** What is shorter is not worth a word: a job may think for a while. */
const SHORTEST = 10 * 60_000;
/** It is past its usual gap when this one is so many times as long. */
const TIMES_USUAL = 3;

/** For how long it has printed nothing: `12 min`. Undefined while that is nothing unusual. */
export function silentFor({ lastOutputMs, longestGapMs = 0 }: SilenceFacts, now: number): string | undefined {
  const silence = lastOutputMs === undefined ? 0 : now - lastOutputMs;
  return silence < Math.max(SHORTEST, TIMES_USUAL * longestGapMs) ? undefined : roughDuration(silence);
}
