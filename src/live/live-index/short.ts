/**
 * At most so many characters, and a copy: the engine keeps a piece of a string as a pointer into the whole one, so a
 * row would hold on to the document that it was read from.
 */
export function short(text: string, length: number): string {
  const piece = text.length <= length ? text : `${text.slice(0, length - 1)}…`;
  return Buffer.from(piece, "utf16le").toString("utf16le");
}
