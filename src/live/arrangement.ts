/**
 * The jobs of a state that a filter lets through, in the order that was asked for. That needs every row of the state, so
 * it is worked out a slice at a time, and kept until something in the state changes.
 */
import { setImmediate } from "node:timers/promises";
import type { JobState } from "../queue/index.js";
import { parseFilter, parseNames, type Matches } from "./filter.js";
import type { LiveIndex } from "./live-index.js";
import type { JobRow, ListView } from "./live-queue.js";
import { sortRows } from "./sort-rows.js";

/** The most that is done without letting a question through, in milliseconds. */
const SLICE = 30;

interface Arranged {
  readonly view: ListView;
  readonly version: number;
  readonly ids: readonly string[];
}

export class Arrangement {
  /** Of each state the last: nobody looks at one state in two ways at once. */
  private readonly last = new Map<JobState, Arranged>();
  /** What the current filter said of a row, which never changes: a row that does is replaced. */
  private judged = new WeakMap<JobRow, boolean>();
  private judgedBy = "";

  constructor(
    private readonly index: Pick<LiveIndex, "ids" | "version" | "rowsOf">,
    private readonly now: () => number = Date.now,
  ) {}

  /** @throws FilterError */
  async ids(state: JobState, view: ListView): Promise<readonly string[]> {
    if (view.filter.trim() === "" && view.sort === undefined) return this.index.ids(state);
    const version = this.index.version(state);
    const last = this.last.get(state);
    if (last?.version === version && sameView(last.view, view)) return last.ids;
    const ids = await this.arrange(state, view);
    this.last.set(state, { view, version, ids });
    return ids;
  }

  private async arrange(state: JobState, { filter, sort }: ListView): Promise<readonly string[]> {
    const matches = this.remembering(filter, parseFilter(filter, this.now()));
    const couldMatch = parseNames(filter);
    const rows: JobRow[] = [];
    let sliceEnd = performance.now() + SLICE;
    for (const id of this.index.ids(state)) {
      if (!couldMatch({ id, state })) continue;
      const [row] = this.index.rowsOf([id]);
      if (row !== undefined && matches(row)) rows.push(row);
      if (performance.now() < sliceEnd) continue;
      await setImmediate();
      sliceEnd = performance.now() + SLICE;
    }
    return (sort === undefined ? rows : sortRows(rows, { by: sort }, this.now())).map(({ id }) => id);
  }

  private remembering(filter: string, matches: Matches): Matches {
    // A length of time before now is another moment at each look.
    if (filter !== this.judgedBy || /\b(before|after):/.test(filter)) this.judged = new WeakMap();
    this.judgedBy = filter;
    const { judged } = this;
    return (row) => {
      const known = judged.get(row);
      if (known !== undefined) return known;
      const verdict = matches(row);
      judged.set(row, verdict);
      return verdict;
    };
  }
}

function sameView(a: ListView, b: ListView): boolean {
  return a.filter === b.filter && a.sort === b.sort;
}
