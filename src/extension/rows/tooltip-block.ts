/** Text of a job in a tooltip, as it is laid out and letter for letter. */
import { printableLines } from "../../wording/index.js";
import { tooltipLine } from "./tooltip-line.js";

/** What is needed of VS Code's. */
interface Markdown {
  appendCodeblock(text: string, language: string): unknown;
  appendMarkdown(markdown: string): unknown;
}

/** A word, of a path for example, that VS Code would not break in a block of code, but cut off at the tooltip's edge. */
const TOO_WIDE = /[^\s-]{60}/;

export function addBlock(tooltip: Markdown, text: string): void {
  const shown = printableLines(text);
  if (!TOO_WIDE.test(shown)) return void tooltip.appendCodeblock(shown, "text");
  // Four blanks before a line would make it code again.
  const lines = shown.split("\n").map((line) => tooltipLine(line.trim()));
  tooltip.appendMarkdown(`${lines.join("")}\n`);
}
