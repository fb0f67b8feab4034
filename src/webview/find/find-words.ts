/** What the find bar says of a search. Pure. */
import { count } from "../../wording/index.js";
import { MOST_MATCHES } from "./log-search.js";

export interface Searched {
  readonly lines: number;
  /** Whether that is the whole log. */
  readonly all: boolean;
}

/** Which part of the log was searched. */
export function searchedWords({ lines, all }: Searched): string {
  if (lines === 1) return all ? "in 1 line" : "in the last line";
  return `in ${all ? "all" : "the last"} ${count(lines)} lines`;
}

/** `current`: its index among the matches; undefined for none of them. */
export function countWords(matches: number, current: number | undefined): string {
  if (matches === 0) return "No results";
  const total = `${count(matches)}${matches === MOST_MATCHES ? "+" : ""}`;
  return `${current === undefined ? "?" : count(current + 1)} of ${total}`;
}
