/**
 * The jobs of a state that a filter lets through, in the order that was asked for. That may need every file of the state,
 * so whoever asks gets after a moment what was found until then, and the search goes on.
 */
import { setImmediate } from "node:timers/promises";
import type { JobState } from "../queue/index.js";
import type { ListView } from "./live-queue.js";
import { Search, type SearchedIndex } from "./search.js";

/** All in milliseconds. */
export interface SearchPace {
  /** The most that is done without letting a question through. */
  readonly slice: number;
  /** After so long an answer comes with what was found. */
  readonly patience: number;
  /** Between two words about a search that goes on. */
  readonly tellEvery: number;
}

const PACE: SearchPace = { slice: 15, patience: 200, tellEvery: 500 };

export interface ArrangementEvents {
  /** Whether anybody sees what is found: a search that nobody sees rests. */
  readonly isSeen: () => boolean;
  /** More was found, or all was looked at. */
  readonly progressed: (state: JobState) => void;
}

export interface Arranged {
  readonly ids: readonly string[];
  /** How many jobs have not been looked at yet. */
  readonly unsearched: number;
}

export class Arrangement {
  /** Of each state the last: nobody looks at one state in two ways at once. One that was replaced ends. */
  private readonly searches = new Map<JobState, Search>();
  private readonly goingOn = new WeakSet<Search>();

  constructor(
    private readonly index: SearchedIndex,
    private readonly events: ArrangementEvents = { isSeen: () => false, progressed: () => undefined },
    private readonly pace: SearchPace = PACE,
    private readonly clock: () => number = Date.now,
  ) {}

  /** As soon as `enough` were found, and else after a moment; with `view.whole` once all were looked at. @throws FilterError */
  async ids(state: JobState, view: ListView, enough = Infinity): Promise<Arranged> {
    if (view.filter.trim() === "" && view.sort === undefined) return { ids: this.index.ids(state), unsearched: 0 };
    const search = this.search(state, view);
    const end = view.whole === true ? Infinity : performance.now() + this.pace.patience;
    for (;;) {
      search.step(performance.now() + this.pace.slice);
      if (search.left === 0 || performance.now() >= end) break;
      if (view.whole !== true && (search.found >= enough || this.searches.get(state) !== search)) break;
      await setImmediate();
    }
    this.goOnWith(state, search);
    return { ids: search.ids(), unsearched: search.left };
  }

  /** These jobs came, went, moved on or changed; undefined: all of them. */
  touch(ids: readonly string[] | undefined): void {
    if (ids === undefined) this.searches.clear();
    else for (const search of this.searches.values()) search.touch(ids);
  }

  /** What rested because nobody saw it. */
  goOn(): void {
    for (const [state, search] of this.searches) this.goOnWith(state, search);
  }

  close(): void {
    this.searches.clear();
  }

  private search(state: JobState, view: ListView): Search {
    const last = this.searches.get(state);
    if (last !== undefined && isSameView(last.view, view) && !last.isOutdated) return last;
    const search = new Search(this.index, state, view, this.clock);
    this.searches.set(state, search);
    return search;
  }

  private goOnWith(state: JobState, search: Search): void {
    if (search.left === 0 || this.goingOn.has(search)) return;
    this.goingOn.add(search);
    const stop = (): boolean => this.goingOn.delete(search);
    // A disk that cannot be read is met by the next look too, which says why.
    this.finish(state, search).then(stop, stop);
  }

  private async finish(state: JobState, search: Search): Promise<void> {
    let told = performance.now();
    while (search.left > 0) {
      await setImmediate();
      if (this.searches.get(state) !== search || !this.events.isSeen()) return;
      search.step(performance.now() + this.pace.slice);
      if (performance.now() - told < this.pace.tellEvery) continue;
      told = performance.now();
      this.events.progressed(state);
    }
    this.events.progressed(state);
  }
}

function isSameView(a: ListView, b: ListView): boolean {
  return a.filter === b.filter && a.sort === b.sort;
}
