/**
 * JSON text cut into tokens to be coloured. The text itself is never parsed into values and written again: joined, the
 * tokens are the same text, so that 12345678901234567890, 1.0 and Python's NaN stand on the screen as in the file.
 */

export type JsonTokenKind = "key" | "string" | "number" | "literal" | "plain";

export interface JsonToken {
  readonly kind: JsonTokenKind;
  readonly text: string;
}

export function jsonTokens(text: string): JsonToken[] {
  return [...eachJsonToken(text)];
}

/** Where a string begins, or all of another token. Python's dialect: NaN and the infinities are numbers. */
const TOKEN = /(?<quote>")|(?<number>-?(?:\d[\d.eE+-]*|Infinity)|NaN)|true|false|null/g;

/** One after the other: the text may be as large as the memory allows. */
export function* eachJsonToken(text: string): Generator<JsonToken> {
  const token = new RegExp(TOKEN);
  let end = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const { quote, number } = match.groups ?? {};
    const next = quote === undefined ? token.lastIndex : endOfString(text, match.index);
    // Without an end it is no string, and nothing behind it can be told from it.
    if (next === undefined) break;
    if (match.index > end) yield { kind: "plain", text: text.slice(end, match.index) };
    const kind =
      quote !== undefined ? (isKey(text, next) ? "key" : "string") : number === undefined ? "literal" : "number";
    yield { kind, text: text.slice(match.index, next) };
    token.lastIndex = end = next;
  }
  if (end < text.length) yield { kind: "plain", text: text.slice(end) };
}

/** By hand: an expression with a choice for each character has no room for a string of a megabyte. */
function endOfString(text: string, start: number): number | undefined {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === "\\") backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
  }
  return undefined;
}

function isKey(text: string, end: number): boolean {
  const colon = /\s*:/y;
  colon.lastIndex = end;
  return colon.test(text);
}
