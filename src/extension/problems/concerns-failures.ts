import type { JobState } from "../../queue/job.js";

/**
 * Whether a change in these states can make a failure, or take one away. What goes well takes back one that stands, if any
 * does. `standing`: how many do; undefined while that is not known.
 */
export function concernsFailures(states: readonly JobState[], standing: number | undefined): boolean {
  return states.includes("failed") || (standing !== 0 && states.includes("completed"));
}
