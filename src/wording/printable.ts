/**
 * Text of jobs is somebody else's: a name can hold an escape sequence that rewrites the terminal's title, or a mark
 * that turns the reading direction around. What acts on a screen is shown as `\x1b` instead, so that it can be seen.
 */
import { escaped, UNSEEN } from "../queue/unseen.js";

/** Makes text safe to show on ONE line: a line break becomes `⏎`, a tab a space, all else that acts a visible escape. */
export function printable(text: string): string {
  return text
    .replaceAll(/\r\n?|\n/g, "⏎")
    .replaceAll("\t", " ")
    .replaceAll(UNSEEN, visible);
}

/** Makes text safe to show as it is laid out: line breaks and tabs stay. */
export function printableLines(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replaceAll(UNSEEN, (character) => ("\n\t".includes(character) ? character : visible(character)));
}

function visible(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : escaped(character);
}
