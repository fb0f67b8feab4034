/**
 * Comma-separated values as RFC 4180 has them. A text that begins like a formula (= + - @) stays what it is, so that a
 * program reads back what the job said; it stands in quotation marks, as all texts do that could be taken for something
 * else. A spreadsheet takes it for a formula all the same, unless it is told that the column is text.
 */
import { printable } from "../../wording/index.js";

const NEEDS_QUOTES = /^$|^[=+\-@\s]|[",\r\n]|\s$/;

/**
 * One record with its line's end. The fields are JSON; undefined and null are empty, but for one that stands alone, as
 * readers skip an empty line. On a terminal nothing in it acts.
 */
export function csvRecord(fields: readonly (string | undefined)[], { onTerminal }: { onTerminal: boolean }): string {
  const texts = fields.map((json) => (json === undefined || json === "null" ? "" : csvField(json, onTerminal)));
  return (texts.join(",") || '""') + (onTerminal ? "\n" : "\r\n");
}

function csvField(json: string, onTerminal: boolean): string {
  // Numbers and words; a list is JSON, in quotation marks for its commas.
  const text = json.startsWith('"') ? (JSON.parse(json) as string) : json;
  const shown = onTerminal ? printable(text) : text;
  const isNumber = shown === json && !json.startsWith("[");
  return !isNumber && NEEDS_QUOTES.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}
