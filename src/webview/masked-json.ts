/** JSON text with the values masked whose keys say that they are secrets. All else stands as it was. */
import { isSecret, MASK } from "../wording/index.js";
import { jsonTokens, type JsonToken } from "./json/json-tokens.js";

export function maskedJson(text: string): string {
  if (text !== last.text) last = { text, masked: mask(text) };
  return last.masked;
}

/** The page is drawn each second, and the text may be long. */
let last = { text: "", masked: "" };

function mask(text: string): string {
  let key = "";
  return jsonTokens(text)
    .map((token) => {
      if (token.kind === "key") key = stringIn(token);
      // Elements of a list are of the list's key.
      else if (token.kind === "plain" && /[{}]/.test(token.text)) key = "";
      const value = token.kind === "string" ? stringIn(token) : token.kind === "number" ? token.text : "";
      return isSecret(key, value) ? `"${MASK}"` : token.text;
    })
    .join("");
}

function stringIn({ text }: JsonToken): string {
  return text.slice(1, -1).replaceAll("\\/", "/");
}
