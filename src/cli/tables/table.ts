/** Text in columns that fit the terminal: some of them give way, every other is printed whole. */
import type * as StringWidth from "string-width";
import type { Screen, Style } from "../screen.js";
import { beginning } from "./beginning.js";

export interface Cell {
  readonly text: string;
  readonly style?: Style;
}

export const GAP = "  ";
/** Below this a cut text says nothing any more; the line wraps instead. */
const NARROWEST = 8;
/** Cells beside a longer one than this are not filled up to it: with thousands of rows that would be gigabytes of spaces. */
const WIDEST_PADDING = 200;

/** So many rows say how wide the columns are. They fill any screen, and are read in some milliseconds. */
export const MEASURED = 500;

export interface TableShape {
  readonly headings: readonly string[];
  /** The columns whose texts are cut to fit `width`; all others are printed whole. */
  readonly yielding: readonly number[];
  /** Undefined where nothing need be cut. */
  readonly width: number | undefined;
  /** Whether the headings are printed. Default: true. */
  readonly header?: boolean;
}

/**
 * The lines of a table, none where there is no row. Texts have to be printable. They come as the rows do: one that is
 * wider than the first hundreds moves those that follow.
 */
export function* tableLines(out: Screen, shape: TableShape, rows: Iterable<readonly Cell[]>): Generator<string> {
  const { headings, header = true } = shape;
  const widths = headings.map(displayWidth);
  const { first, all } = beginning(rows, MEASURED);
  for (const row of first) widen(widths, row);
  let fitted = fit(widths, shape);
  const heading = headings.map((text): Cell => ({ text, style: "bold" }));
  if (header && first.length > 0) yield line(out, heading, fitted);
  for (const row of all) {
    if (widen(widths, row)) fitted = fit(widths, shape);
    yield line(out, row, fitted);
  }
}

/** Whether a row needs more room than those before. */
function widen(widths: number[], row: readonly Cell[]): boolean {
  let isWider = false;
  for (const [column, { text }] of row.entries()) {
    const width = displayWidth(text);
    if (width <= (widths[column] ?? 0)) continue;
    widths[column] = width;
    isWider = true;
  }
  return isWider;
}

function fit(widths: readonly number[], { yielding, width }: TableShape): readonly number[] {
  if (width === undefined) return [...widths];
  const isWhole = (_: number, column: number): boolean => !yielding.includes(column);
  const others = widths.filter(isWhole).reduce((sum, each) => sum + each, GAP.length * (widths.length - 1));
  return shared(widths, yielding, width - others);
}

/** The shorter of those that give way are whole, as long as there is room for each to be as wide. */
function shared(widths: readonly number[], yielding: readonly number[], room: number): number[] {
  const fitted = [...widths];
  let left = room;
  const shortestFirst = yielding
    .filter((column) => column in widths)
    .sort((a, b) => (widths[a] ?? 0) - (widths[b] ?? 0));
  for (const [index, column] of shortestFirst.entries()) {
    const share = Math.max(NARROWEST, Math.floor(left / (shortestFirst.length - index)));
    const width = Math.min(widths[column] ?? 0, share);
    fitted[column] = width;
    left -= width;
  }
  return fitted;
}

function line(out: Screen, row: readonly Cell[], widths: readonly number[]): string {
  const cells = row.map(({ text, style }, column) => {
    const width = widths[column] ?? 0;
    const shown = cut(text, width);
    const missing = Math.min(width, WIDEST_PADDING) - displayWidth(shown);
    const padding = column === row.length - 1 ? "" : " ".repeat(Math.max(0, missing));
    return (style === undefined ? shown : out.style(style, shown)) + padding;
  });
  return cells.join(GAP);
}

/** At most so many columns wide, with `…` in place of what is left out. */
export function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let shown = "";
  let used = 1;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    used += displayWidth(segment);
    if (used > width) break;
    shown += segment;
  }
  return `${shown}…`;
}

export function displayWidth(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : loadStringWidth()(text);
}

/** When it is needed, which is seldom: loading it takes as long as all the rest of `dirq list`. */
function loadStringWidth(): typeof StringWidth.default {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would be loaded always, or later
  return (require("string-width") as typeof StringWidth).default;
}
