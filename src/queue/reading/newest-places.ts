/**
 * Where the newest jobs lie, from the names of files alone, and of the states asked for only: so little that a shell may
 * ask for it at every press of the Tab key, however many jobs there are.
 */
import type { Store } from "../disk/store.js";
import { tellsTime, timeOfId } from "../format/job-id.js";
import { parseWaitingName } from "../format/layout.js";
import type { Place } from "../format/place.js";
import type { JobState } from "../job.js";
import { claimsIn } from "./scan.js";

const EXTENSION = ".json";

/** Which jobs are looked for among the newest. @category Options */
export interface NewestOptions {
  /** Only in these. */
  readonly states: readonly JobState[];
  /** At most so many. */
  readonly limit: number;
  /** Which ids are meant. Default: all. */
  readonly matches?: ((id: string) => boolean) | undefined;
  /**
   * In milliseconds; then what was found has to do, of each folder some thousand names at the least. Default: until all
   * names were seen.
   */
  readonly within?: number | undefined;
}

interface LookingOptions {
  readonly limit: number;
  readonly matches: (id: string) => boolean;
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
    const claimed = state === "running" ? claimedPlaces(store) : [];
    const last = foldersOf(store, state).flatMap((folder) => lastPlaces(store, folder, { limit, matches, end }));
    for (const place of [...claimed, ...last]) {
      if (matches(place.id) && !newest.has(place.id)) newest.set(place.id, place);
    }
  }
  return [...newest.values()].sort((a, b) => timeOf(b) - timeOf(a) || (a.id < b.id ? 1 : -1)).slice(0, limit);
}

/** Jobs that run before, or without, a view in the folder of their state. */
function claimedPlaces(store: Store): Place[] {
  const claims = claimsIn(store).filter(({ part, movesOn }) => part === "claim" && !movesOn);
  return claims.map(({ id, claim }) => ({ id, state: "running", claim }));
}

/** A folder whose names begin with the ids of jobs. */
interface JobFolder {
  readonly path: string;
  readonly placeOf: (name: string) => Place | undefined;
}

/** Jobs that wait are queued; they are looked for first, as they flow. */
function foldersOf(store: Store, state: JobState): JobFolder[] {
  const own = stateFolder(store, state);
  return state === "queued" ? [waitingFolder(store), own] : [own];
}

function stateFolder({ layout }: Store, state: JobState): JobFolder {
  const placeOf = (name: string): Place | undefined =>
    name.endsWith(EXTENSION) ? { id: name.slice(0, -EXTENSION.length), state } : undefined;
  return { path: layout.folder(state), placeOf };
}

function waitingFolder({ layout }: Store): JobFolder {
  const placeOf = (name: string): Place | undefined => {
    const parsed = parseWaitingName(name);
    return parsed && { id: parsed.id, state: "queued", waiting: parsed.why };
  };
  return { path: layout.waiting, placeOf };
}

/** So many names cost less than to ask for the time again. */
const NAMES_BETWEEN_LOOKS = 1_024;

function lastPlaces({ disk }: Store, { path, placeOf }: JobFolder, options: LookingOptions): Place[] {
  const { limit, matches, end } = options;
  const timed = new LastPlaces(limit);
  const others = new LastPlaces(limit);
  let seen = 0;
  for (const name of disk.eachName(path)) {
    if (++seen % NAMES_BETWEEN_LOOKS === 0 && performance.now() > end) break;
    // Where there are enough that say their time, none that does not is wanted either.
    if (timed.isBefore(name)) continue;
    const place = placeOf(name);
    if (place === undefined || !matches(place.id)) continue;
    (tellsTime(place.id) ? timed : others).add(place);
  }
  return [...timed.get(), ...others.get()];
}

/** The last ids of those that are added: where ids are times, the newest. No more are held than twice the limit. */
class LastPlaces {
  private places: Place[] = [];
  private least = "";

  constructor(private readonly limit: number) {}

  /** A name that sorts before an id has one that does. */
  isBefore(name: string): boolean {
    return name < this.least;
  }

  add(place: Place): void {
    if (this.isBefore(place.id) || this.places.push(place) < 2 * this.limit) return;
    this.places = this.get();
    this.least = this.places[0]?.id ?? "";
  }

  get(): Place[] {
    return this.places.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(-this.limit);
  }
}

function timeOf({ id }: Place): number {
  return timeOfId(id)?.getTime() ?? 0;
}
