/** The logs of a job's attempts: `output.1.log` and so on, which the attempt that came next has set aside. */
import { join } from "node:path";
import { withFile } from "./bounded-file.js";

/** A job that is tried more often has the first of them listed. */
const MOST_LISTED = 100;

/** How many of them left a log, and whether there are more than are told. */
export interface EarlierLogs {
  readonly earlierLogs: number;
  readonly moreLogs?: true;
}

export function earlierLogs(resultDirectory: string): EarlierLogs {
  const found = countEarlierLogs(resultDirectory, MOST_LISTED + 1);
  return found > MOST_LISTED ? { earlierLogs: MOST_LISTED, moreLogs: true } : { earlierLogs: found };
}

function countEarlierLogs(resultDirectory: string, most: number): number {
  let count = 0;
  // Asked for one by one: a job may leave thousands of files of its own beside them.
  while (count < most && isThere(outputFile(resultDirectory, count + 1))) count++;
  return count;
}

/** The logs of all attempts that left one, the first of them first; the last has no number in its name. */
export function outputFiles(resultDirectory: string): string[] {
  const earlier = Array.from({ length: countEarlierLogs(resultDirectory, Infinity) }, (_, index) => index + 1);
  const last = outputFile(resultDirectory);
  return [...earlier.map((attempt) => outputFile(resultDirectory, attempt)), ...(isThere(last) ? [last] : [])];
}

/** The log of an earlier attempt, counted from 1 on; without a number, of the last. */
export function outputFile(resultDirectory: string, attempt?: number): string {
  return join(resultDirectory, attempt === undefined ? "output.log" : `output.${attempt}.log`);
}

function isThere(path: string): boolean {
  return withFile(path, () => true) === true;
}
