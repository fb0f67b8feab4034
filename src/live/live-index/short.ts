import { shortened } from "../../wording/index.js";

/**
 * At most so many characters, and a copy: the engine keeps a piece of a string as a pointer into the whole one, so a
 * row would hold on to the document that it was read from.
 */
export function short(text: string, length: number): string {
  return Buffer.from(shortened(text, length), "utf16le").toString("utf16le");
}
