/**
 * Where the newest jobs lie, from the names of files alone, and of the states asked for only: so little that a shell may
 * ask for it at every press of the Tab key, however many jobs there are.
 */
import type { Place } from "./place.js";
import { timeOfId } from "./job-id.js";
import type { JobState } from "./job.js";
import { parseWaitingName } from "./layout.js";
import { claimsIn } from "./scan.js";
import type { Store } from "./store.js";

const EXTENSION = ".json";

/** Which jobs are looked for among the newest. */
export interface NewestOptions {
  /** Only in these. */
  readonly states: readonly JobState[];
  /** At most so many. */
  readonly limit: number;
  /** Which ids are meant. Default: all. */
  readonly matches?: (id: string) => boolean;
  /**
   * In milliseconds; then what was found has to do, of each folder some thousand names at the least. Default: until all
   * names were seen.
   */
  readonly within?: number;
}

interface LookingOptions extends Pick<NewestOptions, "limit" | "matches"> {
  readonly end: number;
}

/** The newest first; ids that say no time last. A job on its way from one folder to another may be missed. */
export function newestPlaces(
  store: Store,
  { states, limit, matches = () => true, within = Infinity }: NewestOptions,
): Place[] {
  const end = performance.now() + within;
  const newest = new Map<string, Place>();
  for (const state of states) {
    for (const place of [...movingPlaces(store, state), ...lastPlaces(store, state, { limit, matches, end })]) {
      if (matches(place.id) && !newest.has(place.id)) newest.set(place.id, place);
    }
  }
  return [...newest.values()].sort((a, b) => timeOf(b) - timeOf(a) || (a.id < b.id ? 1 : -1)).slice(0, limit);
}

/** Jobs of a state that do not lie in its folder, or not only there. */
function movingPlaces(store: Store, state: JobState): Place[] {
  if (state === "queued") {
    const waiting = store.disk.names(store.layout.waiting).flatMap((name) => parseWaitingName(name) ?? []);
    return waiting.map(({ id, why }) => ({ id, state, waiting: why }));
  }
  if (state !== "running") return [];
  const claims = claimsIn(store).filter(({ part, recovering }) => part === "claim" && !recovering);
  return claims.map(({ id, claim }) => ({ id, state, claim }));
}

/** So many names cost less than to ask for the time again. */
const NAMES_BETWEEN_LOOKS = 1_024;

/** Ids are times, so that the newest have the last names. No more are held than twice the limit. */
function lastPlaces({ disk, layout }: Store, state: JobState, options: Required<LookingOptions>): Place[] {
  const { limit, matches, end } = options;
  let last: string[] = [];
  let least = "";
  let seen = 0;
  for (const name of disk.eachName(layout.folder(state))) {
    if (++seen % NAMES_BETWEEN_LOOKS === 0 && performance.now() > end) break;
    const id = name.slice(0, -EXTENSION.length);
    if (id < least || !name.endsWith(EXTENSION) || !matches(id)) continue;
    if (last.push(id) < 2 * limit) continue;
    last = last.sort().slice(-limit);
    least = last[0] ?? "";
  }
  return last
    .sort()
    .slice(-limit)
    .map((id) => ({ id, state }));
}

function timeOf({ id }: Place): number {
  return timeOfId(id)?.getTime() ?? 0;
}
