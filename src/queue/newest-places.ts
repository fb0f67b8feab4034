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
}

/** The newest first; ids that say no time last. A job on its way from one folder to another may be missed. */
export function newestPlaces(store: Store, { states, limit, matches = () => true }: NewestOptions): Place[] {
  const newest = new Map<string, Place>();
  for (const state of states) {
    for (const place of [...movingPlaces(store, state), ...lastPlaces(store, state, { limit, matches })]) {
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

/** A listing is sorted by name, and ids by time: the newest stand at its end. */
function lastPlaces(
  { disk, layout }: Store,
  state: JobState,
  { limit, matches }: Required<Omit<NewestOptions, "states">>,
): Place[] {
  const names = disk.names(layout.folder(state));
  const last: Place[] = [];
  for (let at = names.length - 1; at >= 0 && last.length < limit; at--) {
    const name = names[at] ?? "";
    const id = name.slice(0, -EXTENSION.length);
    if (name.endsWith(EXTENSION) && matches(id)) last.push({ id, state });
  }
  return last;
}

function timeOf({ id }: Place): number {
  return timeOfId(id)?.getTime() ?? 0;
}
