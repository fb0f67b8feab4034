/** What tells a few jobs apart in front of each line that they print. */
import { printable } from "../../wording/index.js";
import { cut } from "../tables/table.js";

const LONGEST_NAME = 24;
/** As everywhere where an id is shortened. */
const SHORTEST_ENDING = 4;

interface Named {
  readonly id: string;
  readonly name: string | undefined;
}

/** Of each its name where that is its alone, else the end of its id, which no other of them has. */
export function shortNames(jobs: readonly Named[]): readonly string[] {
  const names = jobs.map(({ name = "" }) => cut(printable(name.trim()), LONGEST_NAME));
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const endings = uniqueEndings(jobs.map(({ id }) => id));
  return names.map((name, index) => (name !== "" && counts.get(name) === 1 ? name : printable(endings[index] ?? "")));
}

/** All of one length, unless an id is the end of another. */
function uniqueEndings(ids: readonly string[]): readonly string[] {
  const longest = ids.reduce((most, id) => Math.max(most, id.length), 0);
  for (let length = SHORTEST_ENDING; length < longest; length++) {
    const endings = ids.map((id) => id.slice(-length));
    if (new Set(endings).size === ids.length) return endings;
  }
  return ids;
}
