/** Places in source files, as programs name them in their output and their errors: `file:line`, and frames of a stack. */

export interface SourcePlace {
  /** As it was written: absolute, or relative to wherever the program ran. */
  readonly path: string;
  /** From 1 on. */
  readonly line: number;
  /** From 1 on, too. */
  readonly column: number | undefined;
  /** Where in the line of text it stands. */
  readonly index: number;
  readonly length: number;
}

/** A path with an ending, so that neither a time of day nor a host with its port is taken for a file. */
const FILE = String.raw`(?:[A-Za-z]:[\\/])?[^\s:"'()<>|*?,;=\[\]]{1,400}\.[A-Za-z]\w{0,9}`;
/** Where such a path may begin. Tried at each of its characters, a long word would take its length squared. */
const START = String.raw`(?<![^\s:"'()<>|*?,;=\[\]])`;

const PYTHON = /File "(?<path>[^"\n]{1,400})", line (?<line>\d{1,8})/g;
const SHAPES: readonly RegExp[] = [
  PYTHON,
  // Node and browsers; a path in brackets may hold spaces.
  /(?<=\()(?:file:\/\/)?(?<path>(?:[A-Za-z]:)?[\\/][^()\n]{1,400}?):(?<line>\d{1,8}):(?<column>\d{1,6})(?=\))/g,
  // tsc and Microsoft's compilers.
  new RegExp(String.raw`${START}(?<path>${FILE})\((?<line>\d{1,8}),(?<column>\d{1,6})\)`, "g"),
  // Compilers, Rust, Go, grep, and frames of Node without brackets.
  new RegExp(String.raw`${START}(?:file:\/\/)?(?<path>${FILE}):(?<line>\d{1,8})(?::(?<column>\d{1,6}))?(?![\w.])`, "g"),
];

/** Longer lines are cut: nobody writes a place so far to the right. */
const MOST_CHARACTERS = 2000;

/** The places in one line of text, from left to right; none overlaps another. */
export function findSourcePlaces(text: string): readonly SourcePlace[] {
  const line = text.slice(0, MOST_CHARACTERS);
  const found: SourcePlace[] = [];
  for (const shape of SHAPES) {
    for (const match of line.matchAll(shape)) {
      const place = placeOf(match);
      if (place !== undefined && !found.some((other) => overlap(other, place))) found.push(place);
    }
  }
  return found.sort((a, b) => a.index - b.index);
}

/** The places in an error, the one where it arose first: Python writes it last, everybody else first. */
export function innermostFirst(error: string): readonly SourcePlace[] {
  const lines = error.split("\n");
  const python = lines.filter((line) => line.search(PYTHON) !== -1).reverse();
  const others = lines.filter((line) => line.search(PYTHON) === -1);
  return [...python, ...others].flatMap((line) => findSourcePlaces(line));
}

function placeOf({ 0: text, index, groups = {} }: RegExpExecArray): SourcePlace | undefined {
  const { path, line, column } = groups;
  // No name of a file holds a NUL, and no system call takes one.
  if (path === undefined || path.includes("\0") || Number(line) < 1) return undefined;
  return {
    path,
    line: Number(line),
    // Some tools count columns from 0, and say 0 where they know none.
    column: Number(column) || undefined,
    index,
    length: text.length,
  };
}

function overlap(a: SourcePlace, b: SourcePlace): boolean {
  return a.index < b.index + b.length && b.index < a.index + a.length;
}
