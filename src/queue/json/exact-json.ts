/**
 * JSON as Python writes it, without losing anything: integers beyond 2^53, `1.0`, NaN and the order of keys come back
 * out as they went in. Values are validated by JSON.parse; the source text of a member is found with a tokenizer.
 */
import type { JsonObject, JsonValue } from "../job.js";
import { escaped, escapedUnit, UNSEEN } from "../unseen.js";

/** Python's json gives up near 1,000 levels as well. */
const MAX_DEPTH = 900;

/** Tokens that JSON.parse refuses or rounds: Python's words and integers of 16 digits or more. */
const INEXACT = /^(?:-?[1-9]\d{15,}|-?Infinity|NaN)$/;

/** Whether a text may hold such a token; it may be inside a string. Cheap, for the many texts that hold none. */
const PERHAPS_INEXACT = /(?:^|[ \n\t\r:,[-])\d{16}|Infinity|NaN/;

/** Stands before a token inside a string, so that the reviver knows it. No JSON text can hold it by accident. */
const MARK = `${Math.random()}${Math.random()}`;
const MARKED = new RegExp(`"${MARK}([^"]*)"`, "g");

/**
 * Reads JSON in Python's dialect: NaN and the infinities are allowed, integers that a number cannot hold become bigint.
 * @throws SyntaxError when it is not JSON, or is nested more deeply than 900 levels
 * @category JSON and schemas
 */
export function parseJson(text: string): JsonValue {
  checkDepth(text);
  if (!PERHAPS_INEXACT.test(text)) return JSON.parse(text) as JsonValue;
  return JSON.parse(markInexact(text), (_key, value: unknown) =>
    typeof value === "string" && value.startsWith(MARK) ? exactNumber(value.slice(MARK.length)) : value,
  ) as JsonValue;
}

function markInexact(text: string): string {
  let marked = "";
  let done = 0;
  forEachToken(text, (token, index) => {
    if (!INEXACT.test(token)) return;
    marked += `${text.slice(done, index)}"${MARK}${token}"`;
    done = index + token.length;
  });
  return marked + text.slice(done);
}

function exactNumber(token: string): number | bigint {
  const value = Number(token);
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(token) : value;
}

/**
 * Writes a value as Python's `json.dumps(value, indent=2)` does; bigint as digits, NaN as `NaN`.
 * @category JSON and schemas
 */
export function formatJson(value: JsonValue): string {
  return ascii(jsonOf(value, 2));
}

/** Lays out JSON text as Python's `json.dumps(…, indent=2)` does, leaving every number as it is spelled. */
export function indentJson(text: string): string {
  return layOut(text, ascii);
}

/** The same for a person's eyes: letters beyond ASCII stand as they are, however the text spells them. */
export function readableJson(text: string): string {
  return layOut(text, (token) =>
    token.startsWith('"') ? JSON.stringify(JSON.parse(token)).replaceAll(UNSEEN, escaped) : token,
  );
}

function layOut(text: string, spell: (token: string) => string): string {
  let out = "";
  let indent = "\n";
  let previous = "";
  forEachToken(text, (token) => {
    if (token === "}" || token === "]") {
      indent = indent.slice(0, -2);
      if (previous !== "{" && previous !== "[") out += indent;
    } else if (previous === "{" || previous === "[" || previous === ",") {
      out += indent;
    }
    out += token === ":" ? ": " : spell(token);
    if (token === "{" || token === "[") indent += "  ";
    previous = token;
  });
  return out;
}

/** Python reads a file in the encoding of its locale, so nothing but ASCII is written, as Python itself does. */
export function ascii(token: string): string {
  return token.replaceAll(/[\u007f-\uffff]/g, escapedUnit);
}

function jsonOf(value: JsonValue, indent = 0): string {
  const inexact = (_key: string, item: unknown): unknown =>
    typeof item === "bigint" || (typeof item === "number" && !Number.isFinite(item)) ? `${MARK}${item}` : item;
  const text = JSON.stringify(value, inexact, indent);
  return text.replaceAll(MARKED, "$1");
}

/**
 * A JSON object kept as the source text of its members, in order, for params and results whose numbers are to stay as they
 * are spelled: 1.0 is 1 to JavaScript. Immutable.
 * @category JSON and schemas
 */
export class JsonText {
  private constructor(private readonly members: ReadonlyMap<string, string>) {}

  /** Of a text as `parseJson` reads it. @throws SyntaxError when it is not one JSON object */
  static parse(text: string): JsonText {
    const value = parseJson(text);
    if (value === null || typeof value !== "object" || Array.isArray(value)) throw new SyntaxError("not a JSON object");
    return new JsonText(memberTexts(text));
  }

  /**
   * Of an object as `formatJson` writes it.
   * @throws TypeError when it holds what JSON cannot: a function, a symbol, a cycle; SyntaxError when it is no object
   */
  static fromValue(value: object): JsonText {
    // A program without types may pass nothing at all, of which JSON makes no text.
    if (typeof (value as unknown) !== "object") throw new SyntaxError("not a JSON object");
    const text = jsonOf(value as JsonObject);
    checkDepth(text);
    if (!text.startsWith("{")) throw new SyntaxError("not a JSON object");
    return new JsonText(memberTexts(text));
  }

  /** The source text of a member. */
  text(key: string): string | undefined {
    return this.members.get(key);
  }

  /** The value of a member. */
  get(key: string): JsonValue | undefined {
    const text = this.members.get(key);
    return text === undefined ? undefined : parseJson(text);
  }

  /** With one member set, at its place or at the end; `undefined` takes it out. */
  set(key: string, value: JsonValue | JsonText | undefined): JsonText {
    const members = new Map(this.members);
    if (value === undefined) members.delete(key);
    else members.set(key, value instanceof JsonText ? value.compact() : jsonOf(value));
    return new JsonText(members);
  }

  /** All of it as an object. */
  value(): JsonObject {
    return parseJson(this.compact()) as JsonObject;
  }

  /** As Python's `json.dumps(…, indent=2)` lays it out. */
  toString(): string {
    return indentJson(this.compact());
  }

  private compact(): string {
    return `{${[...this.members].map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(",")}}`;
  }
}

/**
 * Calls back with each token and where it begins: a string, a structural character, or a run of anything else (a number or
 * a word). A loop, for a pattern that matches a whole string uses up the stack on one of many megabytes.
 */
export function forEachToken(text: string, visit: (token: string, index: number) => void): void {
  for (let at = 0; at < text.length;) {
    const kind = kindAt(text, at);
    const end = kind === QUOTE ? endOfString(text, at) : kind === OTHER ? endOfWord(text, at) : at + 1;
    if (kind !== SPACE) visit(kind === STRUCTURE ? text.charAt(at) : text.slice(at, end), at);
    at = end;
  }
}

const [OTHER, SPACE, STRUCTURE, QUOTE] = [0, 1, 2, 3];
const KINDS = new Uint8Array(128);
for (const char of " \n\t\r") KINDS[char.charCodeAt(0)] = SPACE;
for (const char of "{}[],:") KINDS[char.charCodeAt(0)] = STRUCTURE;
KINDS[0x22] = QUOTE;

function kindAt(text: string, index: number): number {
  return KINDS[text.charCodeAt(index)] ?? OTHER;
}

function endOfWord(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && kindAt(text, at) === OTHER) at++;
  return at;
}

/** Behind the quotation mark that closes the string: the next one with an even number of backslashes before it. */
export function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at;
    while (text[before - 1] === "\\") before--;
    if ((at - before) % 2 === 0) return at + 1;
  }
  return text.length;
}

function checkDepth(text: string): void {
  if (text.length < 2 * MAX_DEPTH) return;
  let depth = 0;
  forEachToken(text, (token) => {
    if (token === "{" || token === "[") depth++;
    else if (token === "}" || token === "]") depth--;
    if (depth > MAX_DEPTH) throw new SyntaxError(`nested more deeply than ${MAX_DEPTH} levels`);
  });
}

/** The source text of each member of an object, which has to be valid. A key that occurs twice has its last value, as in Python. */
export function memberTexts(text: string): Map<string, string> {
  const members = new Map<string, string>();
  let depth = 0;
  let key = "";
  let previous = "";
  let start = 0;
  forEachToken(text, (token, index) => {
    if (depth === 1 && token === ":") {
      key = JSON.parse(previous) as string;
      start = index + 1;
    } else if (depth === 1 && (token === "," || token === "}")) {
      if (start > 0) members.set(key, text.slice(start, index).trim());
      start = 0;
    }
    if (token === "{" || token === "[") depth++;
    else if (token === "}" || token === "]") depth--;
    previous = token;
  });
  return members;
}
