/** What became of a job's details between two looks. Pure. */
import type { DetailsChange, JobDetails } from "../live-queue.js";

/** Undefined where nothing did; `before` is undefined for a job that was not there. */
export function detailsChange(before: JobDetails | undefined, now: JobDetails): DetailsChange | undefined {
  if (before === undefined) return { reset: true, details: now, without: [] };
  const all = new Set([...keysOf(before), ...keysOf(now)]);
  const changed = [...all].filter((key) => !isSame(before[key], now[key]));
  if (changed.length === 0) return undefined;
  const [set, without] = [
    changed.filter((key) => now[key] !== undefined),
    changed.filter((key) => now[key] === undefined),
  ];
  return { reset: false, details: Object.fromEntries(set.map((key) => [key, now[key]])), without };
}

function keysOf(details: JobDetails): (keyof JobDetails)[] {
  return Object.keys(details) as (keyof JobDetails)[];
}

/** Both were made in the same way, so their keys are in the same order. */
function isSame(one: unknown, other: unknown): boolean {
  return one === other || (typeof one === "object" && JSON.stringify(one) === JSON.stringify(other));
}
