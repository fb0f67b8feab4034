/** Words that name jobs on the command line: ids, endings of ids, `last`, `last-failed`. */
import { DirqError, JOB_STATES, type JobQueue, type JobState, type KnownPlaces } from "../../queue/index.js";
import { similarTo } from "../typed/similar.js";

export const JOB_WORD = "id, or a unique ending of it; last; last-failed";

/** The whole id. @throws DirqError NO_QUEUE, NOT_FOUND, AMBIGUOUS_ID */
export function resolveJob(queue: JobQueue, word: string, known?: KnownPlaces): string {
  if (word === "last") return newest(queue, word);
  if (word === "last-failed") return newest(queue, word, ["failed"]);
  try {
    return queue.resolve(word, known);
  } catch (error) {
    const meant =
      error instanceof DirqError && error.code === "NOT_FOUND" ? similarTo(word, ["last", "last-failed"]) : "";
    if (meant === "") throw error;
    throw new DirqError("NOT_FOUND", `There is no job ${word} in ${queue.directory}.${meant}`);
  }
}

function newest(queue: JobQueue, word: string, states?: readonly JobState[]): string {
  const [job] = queue.list({ limit: 1, ...(states === undefined ? {} : { states }) });
  if (job !== undefined) return job.id;
  const none = states === undefined ? "there are no jobs" : `no job has ${states.join(" or ")}`;
  throw new DirqError("NOT_FOUND", `There is no ${word} job: ${none} in ${queue.directory}.`);
}

/** Which jobs a command is about. An id that was selected is one, whatever else it would mean as a word. */
export interface NamedJobs {
  readonly kind: "words" | "ids";
  readonly names: readonly string[];
}

/** The id that a name means. @throws as `resolveJob` for a word */
export function idOf(queue: JobQueue, kind: NamedJobs["kind"], name: string, known?: KnownPlaces): string {
  if (kind === "ids") return name;
  try {
    return resolveJob(queue, name, known);
  } catch (error) {
    const state = JOB_STATES.find((each) => each === name);
    if (state === undefined || !(error instanceof DirqError) || error.code !== "NOT_FOUND") throw error;
    throw new DirqError("NOT_FOUND", `There is no job ${name} in ${queue.directory}. Did you mean --state ${state}?`);
  }
}

/** One look for all of them; a single job is found by its name. */
export function placesFor(queue: JobQueue, { kind, names }: NamedJobs): KnownPlaces {
  if (kind === "ids") return { known: queue.scanFor(names) };
  // The ending of an id can be any job's.
  return names.length > 1 ? { known: queue.scan() } : {};
}

export interface JobsFound extends KnownPlaces {
  /** Each once. */
  readonly ids: readonly string[];
}

/** The jobs that are named, found with one look for all of them. @throws as `idOf` */
export function jobsNamed(queue: JobQueue, { kind, names }: NamedJobs): JobsFound {
  const known = placesFor(queue, { kind, names });
  return { ...known, ids: [...new Set(names.map((name) => idOf(queue, kind, name, known)))] };
}

/** A line to copy with more words than this is longer than the list of jobs. */
export const MOST_TO_COPY = 10;

/** Ids behind a command that is to be copied. One that begins with a dash would be an option there. */
export function asWords(...ids: readonly string[]): readonly string[] {
  return ids.some((id) => id.startsWith("-")) ? ["--", ...ids] : ids;
}
