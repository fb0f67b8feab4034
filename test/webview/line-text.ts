import type { Line } from "../../src/webview/terminal/spans.js";

/** A line of output as it reads, without its colours. */
export function lineText(line: Line): string {
  return line.map(({ text }) => text).join("");
}
