/** Text in the colours that a terminal would give it. Pure. */

export interface Span {
  readonly text: string;
  readonly foreground: Colour | undefined;
  readonly background: Colour | undefined;
  /** For example `bold`; class names of the style sheet. */
  readonly decorations: readonly string[];
  /** It stands in the place of what is left out of the line, and says so. */
  readonly isGap?: true;
}

/** One of the theme's sixteen, by its number in SGR's order; or red, green and blue, 0 to 255. */
export type Colour = number | readonly [red: number, green: number, blue: number];

export type Line = readonly Span[];

export function isPlain({ foreground, background, decorations }: Span): boolean {
  return foreground === undefined && background === undefined && decorations.length === 0;
}

/** Plain text that comes dot by dot is one span. */
export function joined(before: Line, after: Line): Line {
  const [last, next] = [before.at(-1), after[0]];
  if (last === undefined || next === undefined || !isPlain(last) || !isPlain(next)) return [...before, ...after];
  return [...before.slice(0, -1), { ...last, text: last.text + next.text }, ...after.slice(1)];
}

export function hasGap(line: Line): boolean {
  return line.some(({ isGap = false }) => isGap);
}

export function lengthOf(line: Line): number {
  let length = 0;
  for (const { text } of line) length += text.length;
  return length;
}
