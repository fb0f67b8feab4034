/** A line of a tooltip, which VS Code reads as Markdown, that says its text letter for letter. */

/** Any sign of punctuation may be escaped. All of them are, since an address becomes a link for want of any sign. */
const PUNCTUATION = /[!-/:-@[-`{-~]/g;

export function tooltipLine(text: string): string {
  return `${text.replaceAll(PUNCTUATION, "\\$&")}  \n`;
}
