/**
 * The jobs of a state that a filter lets through, in the order that was asked for. That may need every file of the state,
 * so whoever asks gets after a moment what was found until then, and the search goes on.
 */
import { setImmediate } from "node:timers/promises";
import type { JobState } from "../../queue/index.js";
import type { ListView } from "../live-queue.js";
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

/** Over all states; what was asked for before them begins anew when it is asked for again. */
const MOST_RECENT = 12;

/** While jobs change faster than a whole answer is sorted, the last time is in one piece. */
const MOST_ROUNDS = 3;

const PACE: SearchPace = { slice: 15, patience: 200, tellEvery: 500 };

export interface ArrangementEvents {
  /** Whether anybody sees what is found: a search that nobody sees rests. */
  readonly isSeen: () => boolean;
  /** More was found, or all was looked at. */
  readonly searched: (state: JobState) => void;
}

export interface Arranged {
  readonly ids: readonly string[];
  /** How many jobs have not been looked at yet. */
  readonly unsearched: number;
}

export class Arrangement {
  /** The last that were asked for, the newest first: one state may be looked at in several ways at once. */
  private recent: readonly Search[] = [];
  /** Of each state the one that goes on after its answer. A list is seen in one way at a time: another one ends it. */
  private readonly shown = new Map<JobState, Search>();
  /** One for each question that has no answer yet. */
  private readonly underWay: Search[] = [];
  private readonly goingOn = new WeakSet<Search>();

  constructor(
    private readonly index: SearchedIndex,
    private readonly events: ArrangementEvents = { isSeen: () => false, searched: () => undefined },
    private readonly pace: SearchPace = PACE,
    private readonly clock: () => number = Date.now,
  ) {}

  /** As soon as `enough` were found, and else after a moment; with `view.whole` once all were looked at. @throws FilterError */
  async ids(state: JobState, view: ListView, enough = Infinity): Promise<Arranged> {
    if (view.filter.trim() === "" && view.sort === undefined) return { ids: this.index.ids(state), unsearched: 0 };
    const search = this.search(state, view);
    if (view.whole !== true) this.shown.set(state, search);
    this.underWay.push(search);
    try {
      for (let rounds = 0; rounds < MOST_ROUNDS; rounds++) {
        await this.answer(search, view, enough);
        const ids = await search.ids();
        // While they were sorted jobs may have changed, or all that was found been forgotten.
        if (view.whole !== true || search.left === 0) return { ids, unsearched: search.left };
      }
      await this.answer(search, view, enough);
      return { ids: search.idsAtOnce(), unsearched: search.left };
    } finally {
      this.underWay.splice(this.underWay.indexOf(search), 1);
      this.goOnWith(search);
    }
  }

  /** Those of all that the view has, however long the search takes. @throws FilterError */
  async allIds(state: JobState, view: ListView): Promise<readonly string[]> {
    const { ids } = await this.ids(state, { ...view, whole: true });
    return ids;
  }

  /** These jobs came, went, moved on or changed; undefined: all of them. */
  touch(ids: readonly string[] | undefined): void {
    for (const search of this.searches()) {
      if (ids === undefined) search.beginAnew();
      else search.touch(ids);
    }
  }

  /** What rested because nobody saw it. */
  goOn(): void {
    for (const search of this.shown.values()) this.goOnWith(search);
  }

  close(): void {
    this.recent = [];
    this.shown.clear();
  }

  private search(state: JobState, view: ListView): Search {
    const known = this.searches().filter((search) => !search.isOutdated);
    const search =
      known.find((each) => each.state === state && isSameView(each.view, view)) ??
      new Search(this.index, state, view, this.clock);
    this.recent = [search, ...known.filter((each) => each !== search)].slice(0, MOST_RECENT);
    return search;
  }

  private searches(): readonly Search[] {
    return [...new Set([...this.recent, ...this.shown.values(), ...this.underWay])];
  }

  private async answer(search: Search, { whole = false }: ListView, enough: number): Promise<void> {
    const end = whole ? Infinity : performance.now() + this.pace.patience;
    for (;;) {
      search.step(performance.now() + this.pace.slice);
      if (search.left === 0 || performance.now() >= end) return;
      if (!whole && (search.found >= enough || !this.isShown(search))) return;
      await setImmediate();
    }
  }

  private isShown(search: Search): boolean {
    return this.shown.get(search.state) === search;
  }

  private goOnWith(search: Search): void {
    if (search.left === 0 || !this.isShown(search) || this.goingOn.has(search)) return;
    this.goingOn.add(search);
    const stop = (): boolean => this.goingOn.delete(search);
    // A disk that cannot be read is met by the next look too, which says why.
    this.finish(search).then(stop, stop);
  }

  private async finish(search: Search): Promise<void> {
    let told = performance.now();
    while (search.left > 0) {
      await setImmediate();
      if (!this.isShown(search) || !this.events.isSeen()) return;
      search.step(performance.now() + this.pace.slice);
      if (performance.now() - told < this.pace.tellEvery) continue;
      told = performance.now();
      this.events.searched(search.state);
    }
    this.events.searched(search.state);
  }
}

function isSameView(a: ListView, b: ListView): boolean {
  return a.filter === b.filter && a.sort === b.sort;
}
