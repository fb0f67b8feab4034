/** JSON text with the values masked whose keys say that they are secrets, and secrets within values. All else stands as it was. */
import { eachJsonToken, type JsonToken } from "./json-tokens.js";
import { isSecret, MASK, withoutSecrets } from "./secrets.js";

/** `env`: what is in the text under that key. */
export function maskedJson(text: string, env: Readonly<Record<string, unknown>> = {}): string {
  let key = "";
  let masked = "";
  for (const token of eachJsonToken(text)) {
    if (token.kind === "key") key = stringIn(token);
    // Elements of a list are of the list's key.
    else if (token.kind === "plain" && /[{}]/.test(token.text)) key = "";
    masked += maskedToken(token, key, env);
  }
  return masked;
}

function maskedToken(token: JsonToken, key: string, env: Readonly<Record<string, unknown>>): string {
  const value = token.kind === "string" ? stringIn(token) : token.kind === "number" ? token.text : "";
  if (isSecret(key, value)) return `"${MASK}"`;
  if (token.kind === "string") return maskedWithin(token, env);
  // What lies between strings and numbers, or a text that is no JSON.
  return token.kind === "plain" ? withoutSecrets(token.text, env) : token.text;
}

/** A command holds secrets as well as other words. */
function maskedWithin({ text }: JsonToken, env: Readonly<Record<string, unknown>>): string {
  const value = spelled(text);
  if (value === undefined) return withoutSecrets(text, env);
  const masked = withoutSecrets(value, env);
  return masked === value ? text : JSON.stringify(masked);
}

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
