/**
 * Where a text stops being JSON, in words for whoever is writing it. JSON.parse says at best the offset, and trips over
 * what Python allows.
 */
import type { TextFault } from "../errors.js";
import { forEachToken, parseJson } from "./exact-json.js";

interface Token {
  readonly text: string;
  readonly at: number;
}

/** The first fault; undefined when the text is JSON, in Python's dialect. */
export function faultInJson(text: string): TextFault | undefined {
  const fault = firstFault(tokensOf(text), text);
  if (fault !== undefined) return faultAt(text, fault.at, fault.words);
  try {
    parseJson(text);
    return undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return faultAt(text, 0, error.message);
    throw error;
  }
}

export function faultAt(text: string, at: number, words: string): TextFault {
  const before = text.slice(0, at).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, words };
}

/** Where a member of a valid object begins, by the keys on the way to it; the object itself, where there is none. */
export function placeOf(text: string, path: readonly string[]): number {
  const wanted = JSON.stringify(path);
  const keys: string[] = [];
  let found: number | undefined;
  let previous: Token = { text: "", at: 0 };
  forEachToken(text, (token, at) => {
    if (token === "{" || token === "[") keys.push("");
    else if (token === "}" || token === "]") keys.pop();
    else if (token === ":") {
      keys[keys.length - 1] = JSON.parse(previous.text) as string;
      if (JSON.stringify(keys) === wanted) found = previous.at;
    }
    previous = { text: token, at };
  });
  return found ?? text.search(/\S|$/);
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  forEachToken(text, (token, at) => tokens.push({ text: token, at }));
  return tokens;
}

interface Fault {
  readonly at: number;
  readonly words: string;
}

/** What may stand next: a value, a key, what follows either of them. */
type Expected = "value" | "key" | "colon" | "end of value";

function firstFault(tokens: readonly Token[], text: string): Fault | undefined {
  const open: ("{" | "[")[] = [];
  let expected: Expected = "value";
  let previous: Token | undefined;
  for (const token of tokens) {
    const inside = open.at(-1);
    const words = faultOfToken(token, { expected, inside, previous });
    if (words !== undefined)
      return { words, at: words.startsWith(MISSING_COMMA) ? endOf(previous ?? token) : token.at };
    if (token.text === "{" || token.text === "[") open.push(token.text);
    else if (token.text === "}" || token.text === "]") open.pop();
    expected = expectedAfter(token.text, expected, open.at(-1));
    previous = token;
  }
  if (previous === undefined) return { at: 0, words: "there is nothing in it" };
  const last = open.at(-1);
  if (last === undefined) return undefined;
  return { at: text.trimEnd().length, words: `the text ends before its ${last === "{" ? "}" : "]"}` };
}

/** Belongs behind what stands before; every other fault is where it is met. */
const MISSING_COMMA = "a comma is missing before ";

function endOf({ text, at }: Token): number {
  return at + text.length;
}

function expectedAfter(token: string, before: Expected, inside: "{" | "[" | undefined): Expected {
  if (token === "{") return "key";
  if (token === "[" || token === ":") return "value";
  if (token === ",") return inside === "{" ? "key" : "value";
  return before === "key" && token !== "}" ? "colon" : "end of value";
}

interface Context {
  readonly expected: Expected;
  /** In which bracket it stands. */
  readonly inside: "{" | "[" | undefined;
  readonly previous: Token | undefined;
}

function faultOfToken({ text }: Token, { expected, inside, previous }: Context): string | undefined {
  const close = inside === "{" ? "}" : inside === "[" ? "]" : undefined;
  const isEmpty = previous?.text === inside;
  if (/^(\/\/|\/\*|#)/.test(text)) return "JSON has no comments";
  switch (expected) {
    case "key":
      if (text === close && isEmpty) return undefined;
      if (text === close) return `a comma stands before the ${close}`;
      return text.startsWith('"') ? faultOfWord(text) : `${shown(text)} stands where a name in double quotes belongs`;
    case "colon":
      return text === ":" ? undefined : `a colon is missing after ${shown(previous?.text ?? "")}`;
    case "end of value":
      if (close === undefined) return `${shown(text)} stands behind the end`;
      if (text === "," || text === close) return undefined;
      if (text === "}" || text === "]") return `${text} stands where ${close} belongs`;
      return `${MISSING_COMMA}${shown(text)}`;
    case "value":
      if (text === "{" || text === "[") return undefined;
      if (text === "]" && inside === "[") return isEmpty ? undefined : "a comma stands before the ]";
      if (/^[},:\]]$/.test(text)) return `a value is missing before the ${text}`;
      return faultOfWord(text);
  }
}

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/;
const WORDS: readonly string[] = ["true", "false", "null", "NaN", "Infinity", "-Infinity"];

function faultOfWord(text: string): string | undefined {
  if (!text.startsWith('"')) {
    return WORDS.includes(text) || NUMBER.test(text)
      ? undefined
      : `${shown(text)} is no value: text stands in double quotes`;
  }
  if (/\n/.test(text) || !/"$/.test(text) || text.length < 2) return "a text has no closing quote on its line";
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return `${shown(text)} holds a backslash or a sign that JSON does not know`;
  }
}

/** As much of it as tells which. */
function shown(text: string): string {
  const [line = ""] = text.split("\n");
  return line.length > 30 ? `${line.slice(0, 30)}…` : line;
}
