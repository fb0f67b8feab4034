/**
 * JSON text cut into tokens to be coloured. The text itself is never parsed into values and written again: joined, the
 * tokens are the same text, so that 12345678901234567890, 1.0 and Python's NaN stand on the screen as in the file.
 */

export type JsonTokenKind = "key" | "string" | "number" | "literal" | "plain";

export interface JsonToken {
  readonly kind: JsonTokenKind;
  readonly text: string;
}

/** In this order: a string that a colon follows is a key. Python's dialect: NaN and the infinities are numbers. */
const TOKEN =
  /(?<key>"(?:[^"\\]|\\.)*"(?=\s*:))|(?<string>"(?:[^"\\]|\\.)*")|(?<number>-?(?:\d[\d.eE+-]*|Infinity)|NaN)|(?<literal>true|false|null)/gs;

export function jsonTokens(text: string): JsonToken[] {
  const tokens: JsonToken[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > end) tokens.push({ kind: "plain", text: text.slice(end, match.index) });
    tokens.push({ kind: kindOf(match.groups ?? {}), text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) tokens.push({ kind: "plain", text: text.slice(end) });
  return tokens;
}

function kindOf(groups: Readonly<Record<string, string | undefined>>): JsonTokenKind {
  if (groups["key"] !== undefined) return "key";
  if (groups["string"] !== undefined) return "string";
  return groups["number"] !== undefined ? "number" : "literal";
}
