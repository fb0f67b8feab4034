/** What must not come out of a program: bytes that act on a terminal, and text that is not what it says. */

/** Control characters but for the line's end and the tab; half characters; what changes direction or line unseen. */
const ACTIVE = /[^\P{Cc}\n\t]|[\p{Cs}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** Ours: colours, and the one that erases the rest of the line that is drawn again. */
const OWN_SEQUENCES = /\x1b\[[\d;]*m|\r\x1b\[K|\r(?=[^\n]*\x1b\[K)|\x1b\[K/g;

/** Where the text holds such a character, with what stands around it; undefined where it does not. */
function activeIn(text: string): string | undefined {
  const at = text.search(ACTIVE);
  return at < 0 ? undefined : JSON.stringify(text.slice(Math.max(0, at - 60), at + 20));
}

/** The same of what was printed on a terminal. */
export function activeOnTerminal(bytes: Buffer): string | undefined {
  return activeInBytes(Buffer.from(bytes.toString().replaceAll(OWN_SEQUENCES, "")));
}

export function activeInBytes(bytes: Buffer): string | undefined {
  const text = bytes.toString();
  if (!Buffer.from(text).equals(bytes)) return "bytes that are not UTF-8";
  return activeIn(text);
}
