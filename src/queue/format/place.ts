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

/** Where the file of a job lies, the most telling first: of a claimed job the view, then the claim itself. */
export function pathsOf(layout: Layout, { id, state, claim, waiting }: Place): readonly string[] {
  const claimFile = claim === undefined ? [] : [layout.claimFile(id, claim, waiting)];
  if (state === "running" && claim !== undefined)
    return [layout.job("running", id), ...claimFile, layout.claim(id, claim, "done")];
  // Of a job that was taken to be ended, once its end is decided.
  if (claim !== undefined) return [...claimFile, layout.claim(id, claim, "done")];
  return [waiting === undefined ? layout.job(state, id) : layout.waitingJob(id, waiting)];
}
