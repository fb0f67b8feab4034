/** Long texts cut to what there is room for, between two characters: no encoding could carry the half of one. */

/** At most so many characters, the last of them `…` where something is left out. */
export function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${beginning(text, length - 1)}…`;
}

/** The first so many characters, or one less. */
export function beginning(text: string, length: number): string {
  const isWithin = length > 0 && length < text.length && (text.codePointAt(length - 1) ?? 0) > 0xffff;
  return text.slice(0, isWithin ? length - 1 : length);
}
