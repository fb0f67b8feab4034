/** What acts on a screen without being seen there. Free of Node, since words for a person need it as much as files do. */

/** Controls, lone surrogates, and what changes the direction of a line or ends it. */
export const UNSEEN = /[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}\ufeff]/gu;

/** As JSON spells it: in two halves, where four digits are too few. */
export function escaped(character: string): string {
  return character.split("").map(escapedUnit).join("");
}

/** The same of a character that four digits are enough for, or of half a one. */
export function escapedUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
