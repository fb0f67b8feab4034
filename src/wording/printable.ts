/**
 * Text of jobs is somebody else's: a name can hold an escape sequence that rewrites the terminal's title, or a mark
 * that turns the reading direction around. What acts on a screen is shown as `\x1b` instead, so that it can be seen.
 */

/** Control characters, lone surrogates, and what changes direction or line without being seen. */
const ACTIVE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const ACTIVE_IN_LINES = /[^\P{Cc}\n\t]|[\p{Cs}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Makes text safe to show on ONE line: a line break becomes `⏎`, a tab a space, all else that acts a visible escape. */
export function printable(text: string): string {
  return text
    .replaceAll(/\r\n?|\n/g, "⏎")
    .replaceAll("\t", " ")
    .replaceAll(ACTIVE, visibleEscape);
}

/** Makes text safe to show as it is laid out: line breaks and tabs stay. */
export function printableLines(text: string): string {
  return text.replaceAll(/\r\n/g, "\n").replaceAll(ACTIVE_IN_LINES, visibleEscape);
}

function visibleEscape(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
