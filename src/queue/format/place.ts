/** Where a job is, as the names of files tell it. */
import type { JobState } from "../job.js";
import type { Layout } from "./layout.js";

/** Places of jobs, each by its id. */
export type Places = ReadonlyMap<string, Place>;

/**
 * For whoever does something to many jobs: no folder is listed again for a job that has not moved since.
 * @category Options
 */
export interface KnownPlaces {
  /** What `scan` found. Each job is looked at again at the moment of acting. */
  readonly known?: Places | undefined;
}

/** What a file's name and folder say of a job. */
export interface Place {
  /** The job's. */
  readonly id: string;
  /** The folder that counts: of several the one that a job reaches last. */
  readonly state: JobState;
  /** The reason in the name of a file in `waiting/`. */
  readonly waiting?: string | undefined;
  /** The claim that holds the job. */
  readonly claim?: string | undefined;
}

/**
 * Where the file of a job lies, the most telling first: of a job that runs the view, of each that is claimed the claim
 * itself, then what that is once the end is decided.
 */
export function pathsOf(
  layout: Layout,
  { id, state, claim, waiting }: Place,
): readonly [first: string, ...others: string[]] {
  if (claim === undefined) return [waiting === undefined ? layout.job(state, id) : layout.waitingJob(id, waiting)];
  const claimed = [layout.claimFile(id, claim, waiting), layout.claim(id, claim, "done")] as const;
  return state === "running" ? [layout.job("running", id), ...claimed] : claimed;
}
