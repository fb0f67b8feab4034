/** Finds in a log that goes on growing: which matches there are, which of them one is at, and what the find bar says. */
import type { Line } from "../terminal/spans.js";
import { FindBar, type Findings } from "./find-bar.js";
import { countWords, searchedWords, type Searched } from "./find-words.js";
import { highlight, rangesOf } from "./log-highlights.js";
import { patternOf, stretchesIn, type Query } from "./log-pattern.js";
import { LogSearch, type Match } from "./log-search.js";
import { SearchWorker } from "./search-worker.js";

/** What is searched: the lines, and how they stand on the screen. */
export interface Searchable {
  readonly lines: readonly Line[];
  /** One for each line. */
  readonly painted: HTMLCollection;
  readonly searched: Searched;
  /** The first line that can be seen whole, and the last that can be seen. */
  visible(): readonly [number, number];
  reveal(match: Range): void;
}

/** Before it is said that a search is under way, in milliseconds: most have ended by then. */
const NOTICED_AFTER = 150;

export class LogFinder {
  readonly bar = new FindBar();
  private readonly worker = new SearchWorker();
  private search: LogSearch | undefined;
  /** Why there is none. */
  private notAnExpression: string | undefined;
  private matches: readonly Match[] = [];
  private current: number | undefined;
  /** It has just begun, and goes to the nearest match once it knows them all. */
  private isNew = false;
  private frame: number | undefined;

  constructor(private readonly log: Searchable) {
    this.bar.search = (query) => this.start(query);
    this.bar.step = (direction) => this.step(direction);
    this.bar.closed = () => {
      this.worker.stop();
      this.draw();
    };
  }

  open(): void {
    const selected = document.getSelection()?.toString() ?? "";
    this.bar.open(selected.includes("\n") ? "" : selected);
  }

  /** The lines are others now: `dropped` of those before are gone from their beginning. */
  linesChanged(dropped: number): void {
    const at = this.current === undefined ? undefined : this.matches[this.current];
    this.find();
    this.current = at === undefined ? undefined : this.indexOf({ ...at, line: at.line - dropped });
    this.draw();
  }

  /** Only what can be seen is marked. */
  scrolled(): void {
    if (this.matches.length === 0) return;
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.mark();
    });
  }

  private start(query: Query): void {
    this.worker.stop();
    this.notAnExpression = undefined;
    this.current = undefined;
    this.isNew = true;
    try {
      this.search = this.searchFor(query);
    } catch (error) {
      this.search = undefined;
      this.notAnExpression = (error as SyntaxError).message;
    }
    this.find();
    if (this.search === undefined) this.draw();
    else setTimeout(() => this.draw(), NOTICED_AFTER);
  }

  /** Words are found fast enough to be searched for here; how long an expression takes nobody can tell. */
  private searchFor(query: Query): LogSearch | undefined {
    const pattern = patternOf(query);
    if (pattern === undefined) return undefined;
    const search: LogSearch = new LogSearch(
      (lines) => (query.regularExpression ? this.worker.search(lines, pattern) : stretchesIn(lines, pattern)),
      () => {
        if (search === this.search) this.foundMore();
      },
    );
    return search;
  }

  private foundMore(): void {
    this.linesChanged(0);
    if (!this.isNew || this.search?.isComplete !== true) return;
    this.isNew = false;
    this.goTo(this.nearest());
  }

  private find(): void {
    this.matches = (this.bar.isOpen && this.search?.matches(this.log.lines)) || [];
  }

  private step(direction: 1 | -1): void {
    const { length } = this.matches;
    if (length === 0) return;
    this.goTo(this.current === undefined ? this.nearest() : (this.current + direction + length) % length);
  }

  private goTo(index: number | undefined): void {
    this.current = index;
    const match = index === undefined ? undefined : this.matches[index];
    const [range] = match === undefined ? [] : rangesOf(this.log.painted, [match]);
    if (range !== undefined) this.log.reveal(range);
    this.draw();
  }

  /** The first that can be seen, else the last above, else the first of all. */
  private nearest(): number | undefined {
    if (this.matches.length === 0) return undefined;
    const [first, last] = this.log.visible();
    const below = this.matches.findIndex(({ line }) => line >= first);
    if (below === -1) return this.matches.length - 1;
    const isSeen = (this.matches[below]?.line ?? 0) <= last;
    return isSeen || below === 0 ? below : below - 1;
  }

  private indexOf({ line, start }: Match): number | undefined {
    const index = this.matches.findIndex((match) => match.line === line && match.start === start);
    return index === -1 ? undefined : index;
  }

  private draw(): void {
    this.mark();
    if (this.bar.isOpen) this.bar.say({ ...this.findings(), ...this.part() });
  }

  private mark(): void {
    const [first, last] = this.log.visible();
    // The screen can be scrolled before its script hears of it.
    const margin = Math.ceil((last - first) / 4);
    const seen = this.matches.filter(({ line }) => line >= first - margin && line <= last + margin);
    const current = this.current === undefined || !this.bar.isOpen ? undefined : this.matches[this.current];
    highlight(this.log.painted, this.bar.isOpen ? seen : [], current);
  }

  private findings(): Pick<Findings, "count" | "trouble" | "any"> {
    const { search, notAnExpression, matches } = this;
    if (notAnExpression !== undefined) return { count: "Not an expression", trouble: notAnExpression, any: false };
    if (search === undefined) return { count: "", any: true };
    if (search.trouble !== undefined) return { count: "Takes too long", trouble: search.trouble, any: false };
    if (matches.length === 0 && !search.isComplete) return { count: "Searching…", any: true };
    return { count: countWords(matches.length, this.current), any: matches.length > 0 };
  }

  private part(): Pick<Findings, "where" | "isPart"> {
    const { searched } = this.log;
    return { where: searchedWords(searched), isPart: !searched.all };
  }
}
