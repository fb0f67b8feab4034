/** A line of output cut where it names places in source files, whatever colours lie across them. Pure. */
import { findSourcePlaces } from "../../wording/index.js";
import type { Line, Span } from "./spans.js";

export interface NamedPlace {
  readonly path: string;
  readonly line: number;
  readonly column: number | undefined;
}

export interface LinePart {
  readonly spans: Line;
  /** What the part names; undefined for the text between two places. */
  readonly place: NamedPlace | undefined;
}

/** The parts joined are the line. */
export function linkedLine(line: Line): LinePart[] {
  const text = line.map((span) => span.text).join("");
  const places = findSourcePlaces(text);
  if (places.length === 0) return line.length === 0 ? [] : [{ spans: line, place: undefined }];
  const parts: LinePart[] = [];
  let end = 0;
  for (const { path, line: number, column, index, length } of places) {
    if (index > end) parts.push({ spans: slice(line, end, index), place: undefined });
    end = index + length;
    parts.push({ spans: slice(line, index, end), place: { path, line: number, column } });
  }
  if (end < text.length) parts.push({ spans: slice(line, end, text.length), place: undefined });
  return parts;
}

function slice(line: Line, from: number, to: number): Span[] {
  const cut: Span[] = [];
  let start = 0;
  for (const span of line) {
    const text = span.text.slice(Math.max(0, from - start), Math.max(0, to - start));
    if (text !== "") cut.push({ ...span, text });
    start += span.text.length;
  }
  return cut;
}
