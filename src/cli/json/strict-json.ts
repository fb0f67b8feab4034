/**
 * JSON as its standard has it. Python writes NaN and Infinity into its files, which jq 1.6, JavaScript and most others do not
 * read as JSON; they become `null`, as JavaScript, pandas and jq itself write them. All else stays as it is spelled.
 */
import { forEachToken } from "../../queue/index.js";

const NO_JSON = /^(?:NaN|-?Infinity)$/;

export function strictJson(text: string): string {
  if (!/NaN|Infinity/.test(text)) return text;
  let strict = "";
  let done = 0;
  forEachToken(text, (token, index) => {
    if (!NO_JSON.test(token)) return;
    strict += `${text.slice(done, index)}null`;
    done = index + token.length;
  });
  return strict + text.slice(done);
}
