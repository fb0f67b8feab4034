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

/**
 * The matches of each line. Line feeds in one stand for what is left out of it: no match reaches into them, and beside
 * them no line begins or ends. A worker is given this function as text: it may use nothing of this file.
 */
export function stretchesIn(lines: readonly string[], pattern: RegExp): Stretch[][] {
  const find = (text: string, wanted: RegExp, offset = 0): Stretch[] =>
    Array.from(text.matchAll(wanted), ({ 0: { length }, index }) => ({
      start: offset + index,
      end: offset + index + length,
    }))
      // `x*` also matches between any two characters, where nothing can be shown.
      .filter(({ start, end }) => end > start);
  // One line feed is searched along with each part, so that `^` and `$` do not take its edge for the line's; it may not match.
  const before = new RegExp(`(?:${pattern.source})(?!$)`, pattern.flags);
  const after = new RegExp(`(?!^)(?:${pattern.source})`, pattern.flags);
  return lines.map((line) => {
    const gap = line.indexOf("\n");
    if (gap === -1) return find(line, pattern);
    const end = line.lastIndexOf("\n");
    return [...find(line.slice(0, gap + 1), before), ...find(line.slice(end), after, end)];
  });
}
