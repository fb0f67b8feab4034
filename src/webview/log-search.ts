/** Searching the lines of a log as VS Code's editor searches a document. Pure. */
import type { Line } from "./terminal-text.js";

export interface Query {
  readonly text: string;
  readonly matchCase: boolean;
  readonly regularExpression: boolean;
}

export interface Match {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** Further matches are not counted; nobody steps through so many. */
export const MOST_MATCHES = 20_000;

/**
 * Undefined where there is nothing to search for.
 * @throws SyntaxError for a regular expression that is none
 */
export function patternOf({ text, matchCase, regularExpression }: Query): RegExp | undefined {
  if (text === "") return undefined;
  const source = regularExpression ? text : text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return new RegExp(source, matchCase ? "gu" : "giu");
}

type Stretch = Pick<Match, "start" | "end">;

/** One pattern in lines that come and go: each line is searched once. */
export class LogSearch {
  private readonly found = new WeakMap<Line, readonly Stretch[]>();

  constructor(private readonly pattern: RegExp) {}

  matches(lines: readonly Line[]): Match[] {
    const matches: Match[] = [];
    for (const [line, spans] of lines.entries()) {
      for (const stretch of this.inLine(spans)) {
        if (matches.length === MOST_MATCHES) return matches;
        matches.push({ line, ...stretch });
      }
    }
    return matches;
  }

  private inLine(line: Line): readonly Stretch[] {
    const known = this.found.get(line);
    if (known !== undefined) return known;
    const text = line.map((span) => span.text).join("");
    const found = [...text.matchAll(this.pattern)]
      .map(({ 0: { length }, index }) => ({ start: index, end: index + length }))
      // `x*` also matches between any two characters, where nothing can be shown.
      .filter(({ start, end }) => end > start);
    this.found.set(line, found);
    return found;
  }
}

export interface Searched {
  readonly lines: number;
  /** Whether that is the whole log. */
  readonly all: boolean;
}

/** Which part of the log was searched. */
export function searchedWords({ lines, all }: Searched): string {
  if (lines === 1) return all ? "in 1 line" : "in the last line";
  return `in ${all ? "all" : "the last"} ${lines.toLocaleString("en")} lines`;
}

/** `current`: its index among the matches; undefined for none of them. */
export function countWords(matches: number, current: number | undefined): string {
  if (matches === 0) return "No results";
  const total = `${matches.toLocaleString("en")}${matches === MOST_MATCHES ? "+" : ""}`;
  return `${current === undefined ? "?" : (current + 1).toLocaleString("en")} of ${total}`;
}
