/**
 * What stands at the ends of a JSON document, each by the way to it: `metrics.loss`. Numbers stay as they are spelled, for
 * a table has to show what is in the file.
 */
import { forEachToken, parseJson } from "./exact-json.js";

export interface JsonLeaf {
  /** JSON as it is spelled in the document; of a list, on one line. */
  readonly text: string;
  /** A list, which has no place in a table by itself. */
  readonly isList: boolean;
}

/**
 * The leaves in their order; an empty object has none. The way to a document that is itself a leaf is empty. Where two ways
 * are spelled the same, as of `{"a": {"b": 1}, "a.b": 2}`, the later counts.
 * @throws SyntaxError when the text is not JSON in Python's dialect
 */
export function jsonLeaves(text: string): Map<string, JsonLeaf> {
  parseJson(text);
  const leaves = new Map<string, JsonLeaf>();
  /** The ways to the objects that are open, each with a dot behind it. */
  const ways = [""];
  let [key, isKey, list, listDepth] = ["", false, "", 0];
  const add = (leaf: JsonLeaf): void => void leaves.set(`${ways.at(-1) ?? ""}${key}`, leaf);
  forEachToken(text, (token) => {
    if (listDepth > 0 || token === "[") {
      list += token === "," || token === ":" ? `${token} ` : token;
      if (token === "[" || token === "{") listDepth++;
      else if (token === "]" || token === "}") listDepth--;
      if (listDepth > 0) return;
      add({ text: list, isList: true });
      list = "";
    } else if (token === "{") {
      // The outermost object has no key.
      ways.push(ways.length === 1 ? "" : `${ways.at(-1) ?? ""}${key}.`);
      isKey = true;
    } else if (token === "}") ways.pop();
    else if (token === ",") isKey = true;
    else if (token === ":") isKey = false;
    else if (isKey) key = JSON.parse(token) as string;
    else add({ text: token, isList: false });
  });
  return leaves;
}
