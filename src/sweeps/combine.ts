/** Which values go together in one job. */
import { count, jobs } from "../wording/index.js";
import { SweepError } from "./sweep-error.js";
import { MOST_JOBS, type SweepSource } from "./values.js";

/** The value of each name in one job. */
export type Assignment = ReadonlyMap<string, string>;

/** Every combination, the last source varying fastest; zipped, the first values of all, then the second. @throws SweepError */
export function combine(sources: readonly SweepSource[], { zip }: { readonly zip: boolean }): Assignment[] {
  const names = sources.flatMap((source) => source.names);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw new SweepError(`There are values for ${repeated} twice.`);
  const amount = zip ? zippedLength(sources) : sources.reduce((product, { rows }) => product * rows.length, 1);
  if (amount > MOST_JOBS)
    throw new SweepError(`That would be ${jobs(amount)}; ${count(MOST_JOBS)} at once are the most.`);
  const chosen = zip ? zipped(sources, amount) : product(sources);
  return chosen.map((values) => new Map(names.map((name, index) => [name, values[index] ?? ""])));
}

function zippedLength(sources: readonly SweepSource[]): number {
  const lengths = new Set(sources.map(({ rows }) => rows.length));
  const [length = 0] = lengths;
  if (lengths.size <= 1) return length;
  const each = sources.map(({ title, rows }) => `${title} has ${rows.length}`).join(", ");
  throw new SweepError(`Only as many values as the others have can be paired: ${each}.`);
}

function zipped(sources: readonly SweepSource[], length: number): string[][] {
  return Array.from({ length }, (_, index) => sources.flatMap(({ rows }) => rows[index] ?? []));
}

function product(sources: readonly SweepSource[]): string[][] {
  return sources.reduce<string[][]>(
    (before, { rows }) => before.flatMap((values) => rows.map((row) => [...values, ...row])),
    [[]],
  );
}
