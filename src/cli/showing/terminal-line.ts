/**
 * One line of a job's output as it may go to a terminal. Colours pass; what moves the cursor, sets titles, makes links
 * or answers back does not, and single control characters are shown instead of sent.
 */
import { collapseCarriageReturns, printableLines } from "../../wording/index.js";

/** Colours and weights: `ESC [ … m`, which changes nothing but how the text looks. */
const COLOUR = /(\x1b\[[\d;:]*m)/;

/** Whole control sequences, and strings to the terminal such as titles and progress. */
const OTHER_SEQUENCES =
  /\x1b\[[0-?]*[ -/]*(?!m)[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[()*+][0-~]|\x1b[78=>cM]/g;

export function terminalLine(line: string, { colour }: { readonly colour: boolean }): string {
  const parts = collapseCarriageReturns(line.replaceAll(OTHER_SEQUENCES, "")).split(COLOUR);
  return parts.map((part) => (COLOUR.test(part) ? (colour ? part : "") : printableLines(part))).join("");
}
