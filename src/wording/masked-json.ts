/** JSON text with the values masked whose keys say that they are secrets, and secrets within values. All else stands as it was. */
import { eachJsonToken, type JsonToken } from "./json-tokens.js";
import { isSecret, MASK, secretsTaker } from "./secrets.js";

/** `env`: whatever a job has under that key. */
export function maskedJson(text: string, env?: unknown): string {
  const withoutSecrets = secretsTaker(env);
  const names: string[] = [];
  let key = "";
  let masked = "";
  for (const token of eachJsonToken(text)) {
    if (token.kind === "key") key = spelled(token.text) ?? stringIn(token);
    else if (token.kind === "plain") key = nameBehind(token, key, names);
    masked += maskedToken(token, key, withoutSecrets);
  }
  return masked;
}

/** Elements of a list are of the list's key, also behind one that had keys of its own. `names`: of what is open. */
function nameBehind({ text }: JsonToken, before: string, names: string[]): string {
  let name = before;
  for (const [bracket] of text.matchAll(/[{}[\]]/g)) {
    if (bracket === "{" || bracket === "[") names.push(name);
    else name = names.pop() ?? "";
  }
  return name;
}

function maskedToken(token: JsonToken, key: string, withoutSecrets: (text: string) => string): string {
  const value = token.kind === "string" ? stringIn(token) : token.kind === "number" ? token.text : "";
  if (isSecret(key, value)) return `"${MASK}"`;
  if (token.kind === "string") return maskedWithin(token, withoutSecrets);
  // What lies between strings and numbers, or a text that is no JSON.
  return token.kind === "plain" && !PUNCTUATION.test(token.text) ? withoutSecrets(token.text) : token.text;
}

/** A command holds secrets as well as other words. */
function maskedWithin({ text }: JsonToken, withoutSecrets: (text: string) => string): string {
  const value = spelled(text);
  if (value === undefined) return withoutSecrets(text);
  const masked = withoutSecrets(value);
  return masked === value ? text : JSON.stringify(masked);
}

/** Most of what is plain: looked through for secrets a million times, commas take seconds. */
const PUNCTUATION = /^[\s,:[\]{}]*$/;

function stringIn({ text }: JsonToken): string {
  return text.slice(1, -1).replaceAll("\\/", "/");
}

/** Undefined for a text between quotation marks that is no JSON. */
function spelled(text: string): string | undefined {
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
}
