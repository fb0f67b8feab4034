/** What is searched for in a log, as VS Code's editor reads it, and where it stands in one line. Pure. */

export interface Query {
  readonly text: string;
  readonly matchCase: boolean;
  readonly regularExpression: boolean;
}

/** A piece of a line. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Undefined where there is nothing to search for.
 * @throws SyntaxError for a regular expression that is none
 */
export function patternOf({ text, matchCase, regularExpression }: Query): RegExp | undefined {
  if (text === "") return undefined;
  const source = regularExpression ? text : text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return new RegExp(source, matchCase ? "gu" : "giu");
}

/** The matches of each line. A worker is given this function as text: it may use nothing of this file. */
export function stretchesIn(lines: readonly string[], pattern: RegExp): Stretch[][] {
  return lines.map((line) =>
    Array.from(line.matchAll(pattern), ({ 0: { length }, index }) => ({ start: index, end: index + length }))
      // `x*` also matches between any two characters, where nothing can be shown.
      .filter(({ start, end }) => end > start),
  );
}
