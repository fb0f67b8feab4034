/** Which line of an error says what went wrong: where an editor that opens it should stand. */
import { findSourcePlaces } from "./source-places.js";

const PYTHON_FRAME = /^\s+File "[^"\n]{1,400}", line \d+/;
const NODE_FRAME = /^\s+at \S/;

/** From 0 on, counted from the last line back, which stays the same where the beginning of a long text is missing. */
export function failingLineFromEnd(error: string): number {
  const lines = error.split(/\r\n|\r|\n/);
  const index = afterPythonFrames(lines) ?? beforeNodeFrames(lines) ?? firstPlace(lines) ?? lastWords(lines);
  return lines.length - 1 - index;
}

/** The exception stands at the left edge, below the last frame and its source. */
function afterPythonFrames(lines: readonly string[]): number | undefined {
  const frame = lines.findLastIndex((line) => PYTHON_FRAME.test(line));
  if (frame === -1) return undefined;
  const exception = lines.findIndex((line, index) => index > frame && /^\S/.test(line));
  return exception === -1 ? frame : exception;
}

/** Above the frames of the last stack. */
function beforeNodeFrames(lines: readonly string[]): number | undefined {
  const last = lines.findLastIndex((line) => NODE_FRAME.test(line));
  if (last === -1) return undefined;
  const above = lines.findLastIndex((line, index) => index < last && !NODE_FRAME.test(line));
  return above === -1 ? last : above;
}

/** A compiler names its first error first. */
function firstPlace(lines: readonly string[]): number | undefined {
  // The first line repeats the last.
  const index = lines.findIndex((line, at) => at > 0 && /\berror\b/i.test(line) && findSourcePlaces(line).length > 0);
  return index === -1 ? undefined : index;
}

function lastWords(lines: readonly string[]): number {
  return Math.max(
    0,
    lines.findLastIndex((line) => line.trim() !== ""),
  );
}
