/**
 * Where each job was when it was looked at last, and the jobs of each state in their order. Told of a few jobs, it changes
 * these alone, so that a change costs the same among a hundred jobs and among a hundred thousand.
 */
import { inOrderOfPriority, JOB_STATES, type JobState, type Place } from "../../queue/index.js";
import { changedNames } from "../listing/sorted-names.js";

/** From one look to the next; states that it passed through between them are not told. */
export interface Move {
  readonly id: string;
  /** Undefined for a job that is new. */
  readonly from: Place | undefined;
  /** Undefined for a job that is gone. */
  readonly to: Place | undefined;
}

type Found = ReadonlyMap<string, Place>;
type Priorities = ReadonlyMap<string, number>;
/** Queued jobs that must wait come after those that may start. */
type Group = JobState | "waiting";

const GROUPS: readonly Group[] = [...JOB_STATES, "waiting"];

export class Places {
  private places = new Map<string, Place>();
  private readonly names: Record<Group, readonly string[]> = {
    queued: [],
    waiting: [],
    running: [],
    completed: [],
    failed: [],
  };
  private priorities = new Map<string, number>();
  private allQueued: readonly string[] | undefined;

  get(id: string): Place | undefined {
    return this.places.get(id);
  }

  get size(): number {
    return this.places.size;
  }

  count(state: JobState): number {
    return this.names[state].length + (state === "queued" ? this.names.waiting.length : 0);
  }

  /** Queued jobs with the next to run first, then those that must wait; of every other state the newest first. */
  ids(state: JobState): readonly string[] {
    if (state !== "queued") return this.names[state];
    const { queued, waiting } = this.names;
    return (this.allQueued ??= [...inOrderOfPriority(queued, this.priorities), ...waiting]);
  }

  /**
   * The same as `replace` where there was none before: no move of each is told, which takes half of the time. The map is
   * not to be used by anybody else any more.
   */
  begin(found: Map<string, Place>, priorities: Priorities): void {
    const come = emptyGroups();
    for (const place of found.values()) come[groupOf(place)].push(place.id);
    this.places = found;
    this.priorities = new Map(priorities);
    this.allQueued = undefined;
    for (const group of GROUPS) this.names[group] = changedNames([], { gone: [], come: come[group] }, orderOf(group));
  }

  /** All jobs there are, as a listing of all folders found them. */
  replace(found: Found, priorities: Priorities): readonly Move[] {
    const moves: Move[] = [];
    let met = 0;
    for (const to of found.values()) {
      const from = this.places.get(to.id);
      if (from !== undefined) met++;
      if (from === undefined || !isSame(from, to)) moves.push({ id: to.id, from, to });
    }
    if (met < this.places.size) {
      for (const from of this.places.values())
        if (!found.has(from.id)) moves.push({ id: from.id, from, to: undefined });
    }
    this.priorities = new Map(priorities);
    this.allQueued = undefined;
    return this.take(moves);
  }

  /** Of these jobs alone, what was found, and the priorities of those that came; the others are where they were. */
  update(ids: Iterable<string>, found: Found, priorities: Priorities): readonly Move[] {
    const moves = [...new Set(ids)].map((id): Move => ({ id, from: this.places.get(id), to: found.get(id) }));
    for (const [id, priority] of priorities) this.priorities.set(id, priority);
    return this.take(moves.filter(({ from, to }) => !isSame(from, to)));
  }

  private take(moves: readonly Move[]): readonly Move[] {
    const gone = emptyGroups();
    const come = emptyGroups();
    for (const { id, from, to } of moves) {
      if (to === undefined) this.places.delete(id);
      else this.places.set(id, to);
      const [left, entered] = [from && groupOf(from), to && groupOf(to)];
      if (left === entered) continue;
      if (left !== undefined) gone[left].push(id);
      if (entered !== undefined) come[entered].push(id);
    }
    if ([gone, come].some(({ queued, waiting }) => queued.length + waiting.length > 0)) this.allQueued = undefined;
    for (const group of GROUPS) {
      this.names[group] = changedNames(this.names[group], { gone: gone[group], come: come[group] }, orderOf(group));
    }
    return moves;
  }
}

function groupOf({ state, waiting }: Place): Group {
  return waiting === undefined ? state : "waiting";
}

function orderOf(group: Group): { readonly falling: boolean } {
  return { falling: group !== "queued" && group !== "waiting" };
}

function emptyGroups(): Record<Group, string[]> {
  return { queued: [], waiting: [], running: [], completed: [], failed: [] };
}

function isSame(a: Place | undefined, b: Place | undefined): boolean {
  return a?.state === b?.state && a?.claim === b?.claim && a?.waiting === b?.waiting;
}
