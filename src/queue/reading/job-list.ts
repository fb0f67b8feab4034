/** The jobs of a queue in the order of their submission, read one after the other. */
import type { Store } from "../disk/store.js";
import { asUnusable } from "../disk/unusable.js";
import { tellsTime, timeOfId } from "../format/job-id.js";
import type { Place } from "../format/place.js";
import { folderOf, type JobOrDamaged, type JobState } from "../job.js";
import { findWithText, readWithText, type JobWithText } from "./reader.js";
import { scan } from "./scan.js";

/** Which jobs are listed. @category Options */
export interface ListOptions {
  /** Absent: all four. */
  readonly states?: readonly JobState[] | undefined;
  /** At most so many, the newest. */
  readonly limit?: number | undefined;
}

export interface WalkOptions extends Pick<ListOptions, "states"> {
  /** The oldest first. */
  readonly reverse?: boolean;
}

/** The newest first. Reads no more files than the limit needs, and those whose name does not tell their time. */
export function listJobs(store: Store, { limit = Infinity, ...options }: ListOptions): JobOrDamaged[] {
  const jobs: JobOrDamaged[] = [];
  if (limit <= 0) return jobs;
  for (const { job } of walkJobs(store, options)) {
    if (jobs.push(job) >= limit) break;
  }
  return jobs;
}

/**
 * The same one after the other, so that nobody need hold all of them. Where they lie is looked up before this returns; a
 * job that has moved on when its turn comes is found there, and one that came since is left out.
 */
export function walkJobs(store: Store, { states, reverse = false }: WalkOptions): Iterable<JobWithText> {
  const isWanted = (state: JobState): boolean => states === undefined || states.includes(state);
  const places = [...scan(store).values()].filter(({ state }) => isWanted(state));
  const ordered = newestFirst(store, places);
  return readEach(store, reverse ? ordered.reverse() : ordered, isWanted);
}

function* readEach(
  store: Store,
  places: readonly Place[],
  isWanted: (state: JobState) => boolean,
): Generator<JobWithText> {
  for (const place of places) {
    const read = readOrFind(store, place);
    if (read !== undefined && isWanted(folderOf(read.job))) yield read;
  }
}

function newestFirst(store: Store, places: readonly Place[]): Place[] {
  const timed = places.filter(({ id }) => tellsTime(id)).sort((a, b) => (a.id < b.id ? 1 : -1));
  if (timed.length === places.length) return timed;
  const others = places.filter(({ id }) => !tellsTime(id));
  const withTimes = [...timed, ...others].map((place) => ({ place, created: creation(store, place) }));
  return withTimes.sort((a, b) => b.created - a.created).map(({ place }) => place);
}

/** In milliseconds since 1970. What cannot be read comes last. */
function creation(store: Store, place: Place): number {
  const time = timeOfId(place.id);
  if (time !== undefined) return time.getTime();
  const job = readOrFind(store, place)?.job;
  return job === undefined || job.state === "damaged" ? 0 : job.createdAt.getTime();
}

/** A job at the place where it was seen, or wherever it has moved to since. @throws DirqError QUEUE_UNUSABLE */
export function readOrFind(store: Store, place: Place): JobWithText | undefined {
  try {
    return readWithText(store, place) ?? findWithText(store, place.id);
  } catch (error) {
    throw asUnusable(error, store);
  }
}
