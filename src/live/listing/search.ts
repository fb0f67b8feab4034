/**
 * The jobs of one state that a filter lets through, found step by step, the newest first. What was found stays found: when
 * a job changes, that one is judged again.
 */
import { timeOfId, type JobState } from "../../queue/index.js";
import type { LiveIndex } from "../live-index/live-index.js";
import type { ListView } from "../live-queue.js";
import { parseFilter, parseNames, type Matches, type MatchesName } from "./filter.js";
import { RankedIds } from "./ranked-ids.js";
import { rankOf } from "./sort-rows.js";

export type SearchedIndex = Pick<LiveIndex, "ids" | "placeOf" | "passingRow">;

/** So many jobs are judged by their names in a fraction of a millisecond. */
const MANY = 256;

const BY_TIME = /\b(before|after):/;
/** In milliseconds; and after so many times what the judging took, or one that takes longer than that never ends. */
const OUTDATED_AFTER = 60_000;
const OUTDATED_AFTER_TIMES = 20;

export class Search {
  private readonly matches: Matches;
  private readonly couldMatch: MatchesName;
  private readonly matching: RankedIds;
  /** All jobs of the state as they were when the search began; those that came since were touched. */
  private all: readonly string[];
  private next = 0;
  private readonly touched = new Set<string>();
  /** Milliseconds since 1970; times like `after:2h` are counted from it. */
  private readonly now: number;
  private msJudging = 0;

  /** `clock`: milliseconds since 1970. @throws FilterError */
  constructor(
    private readonly index: SearchedIndex,
    readonly state: JobState,
    readonly view: ListView,
    private readonly clock: () => number,
  ) {
    this.now = clock();
    this.matches = parseFilter(view.filter, this.now);
    this.couldMatch = parseNames(view.filter, this.now);
    this.all = index.ids(state);
    this.matching = new RankedIds(view.sort, { ids: () => index.ids(state), falls: state !== "queued" });
  }

  /** How many jobs have not been judged. */
  get left(): number {
    return this.all.length - this.next + this.touched.size;
  }

  get found(): number {
    return this.matching.size;
  }

  /** A filter by a length of time before now is another filter after a while, which is the longer the more work it was. */
  get isOutdated(): boolean {
    const age = this.clock() - this.now;
    return BY_TIME.test(this.view.filter) && age > Math.max(OUTDATED_AFTER, this.msJudging * OUTDATED_AFTER_TIMES);
  }

  /** They came, went, moved on or changed. */
  touch(ids: Iterable<string>): void {
    for (const id of ids) {
      if (this.isHere(id)) this.touched.add(id);
      else this.forget(id);
    }
    this.matching.touch();
  }

  /** Nothing stays found. */
  beginAnew(): void {
    this.matching.clear();
    this.touched.clear();
    this.all = this.index.ids(this.state);
    this.next = 0;
  }

  /** Judges jobs until none is left or it is so late, by performance.now(). */
  step(end: number): void {
    const start = this.clock();
    this.judgeUntil(end);
    this.msJudging += this.clock() - start;
  }

  private judgeUntil(end: number): void {
    for (const id of this.touched) {
      this.touched.delete(id);
      this.judge(id);
      if (performance.now() >= end) return;
    }
    while (this.next < this.all.length) {
      const id = this.all[this.next++];
      if (id === undefined) return;
      // What a name or a folder rules out costs less than to look at the clock.
      if ((this.judge(id) || this.next % MANY === 0) && performance.now() >= end) return;
    }
  }

  /** What was found, in the order that was asked for. */
  ids(): Promise<readonly string[]> {
    return this.matching.inOrder();
  }

  /** The same in one piece: nothing changes meanwhile, and nothing else is answered. */
  idsAtOnce(): readonly string[] {
    return this.matching.inOrderAtOnce();
  }

  private isHere(id: string): boolean {
    return this.index.placeOf(id)?.state === this.state;
  }

  /** At once, or the ids of all that ever came and went were kept while nobody asks. */
  private forget(id: string): void {
    this.touched.delete(id);
    this.matching.delete(id);
  }

  /** Ids are times: then no file is to be read. */
  private get isBySubmissionAlone(): boolean {
    return this.view.sort === "created" && this.view.filter.trim() === "";
  }

  /** Whether it had to be read. */
  private judge(id: string): boolean {
    const { sort } = this.view;
    if (!this.isHere(id) || !this.couldMatch({ id, state: this.state })) {
      this.matching.delete(id);
      return false;
    }
    const submitted = this.isBySubmissionAlone ? timeOfId(id)?.getTime() : undefined;
    if (submitted !== undefined) {
      this.matching.set(id, submitted);
      return false;
    }
    const row = this.index.passingRow(id);
    if (row !== undefined && this.matches(row)) this.matching.set(id, sort && rankOf(row, sort, this.now));
    else this.matching.delete(id);
    return true;
  }
}
