/** Finds in a log that goes on growing: which matches there are, which of them one is at, and what the find bar says. */
import { FindBar, type Findings } from "./find-bar.js";
import { highlight, rangesOf } from "./log-highlights.js";
import {
  countWords,
  LogSearch,
  patternOf,
  searchedWords,
  type Match,
  type Query,
  type Searched,
} from "./log-search.js";
import type { Line } from "./terminal-text.js";

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

export class LogFinder {
  readonly bar = new FindBar();
  private search: LogSearch | undefined;
  private trouble: string | undefined;
  private matches: readonly Match[] = [];
  private current: number | undefined;
  private frame: number | undefined;

  constructor(private readonly log: Searchable) {
    this.bar.search = (query) => this.start(query);
    this.bar.step = (direction) => this.step(direction);
    this.bar.closed = () => this.draw();
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
    this.search = undefined;
    this.trouble = undefined;
    try {
      const pattern = patternOf(query);
      this.search = pattern && new LogSearch(pattern);
    } catch (error) {
      this.trouble = (error as SyntaxError).message;
    }
    this.find();
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
    if (this.bar.isOpen) this.bar.say(this.findings());
  }

  private mark(): void {
    const [first, last] = this.log.visible();
    // The screen can be scrolled before its script hears of it.
    const margin = Math.ceil((last - first) / 4);
    const seen = this.matches.filter(({ line }) => line >= first - margin && line <= last + margin);
    const current = this.current === undefined || !this.bar.isOpen ? undefined : this.matches[this.current];
    highlight(this.log.painted, this.bar.isOpen ? seen : [], current);
  }

  private findings(): Findings {
    const { searched } = this.log;
    const common = { where: searchedWords(searched), isPart: !searched.all };
    if (this.trouble !== undefined) return { ...common, count: "Not an expression", trouble: this.trouble, any: false };
    if (this.search === undefined) return { ...common, count: "", any: true };
    return { ...common, count: countWords(this.matches.length, this.current), any: this.matches.length > 0 };
  }
}
