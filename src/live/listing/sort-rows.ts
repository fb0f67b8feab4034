/** The orders in which jobs can be asked for. */
import type { JobRow, SortKey } from "../live-queue.js";

export interface Order {
  readonly by: SortKey;
  readonly reverse?: boolean;
}

/** What of a row decides its place in an order; undefined where it has no such time. */
export type Rank = string | number | undefined;

export function rankOf(row: JobRow, by: SortKey, now: number): Rank {
  return by === "name" ? row.label.toLowerCase() : TIMES[by](row, now);
}

/** The latest and the longest first; names from A to Z. What has no such time comes last. */
export function sortRows(rows: readonly JobRow[], by: SortKey, now: number): readonly JobRow[] {
  return ranked(
    rows.map((row) => [row, rankOf(row, by, now)] as const),
    { by },
  );
}

/** The same of things whose ranks are known; also when reversed, what has no such time comes last. */
export function ranked<T>(
  things: Iterable<readonly [thing: T, rank: Rank]>,
  { by, reverse = false }: Order,
): readonly T[] {
  const keyed: { readonly thing: T; readonly rank: string | number }[] = [];
  const others: T[] = [];
  for (const [thing, rank] of things) {
    if (rank === undefined) others.push(thing);
    else keyed.push({ thing, rank });
  }
  keyed.sort((a, b) => compareRanks(a.rank, b.rank, by));
  if (reverse) keyed.reverse();
  return [...keyed.map(({ thing }) => thing), ...others];
}

/** Below 0: the first stands before the second. */
export function compareRanks(a: Rank, b: Rank, by: SortKey): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a < b === (by === "name") ? -1 : 1;
}

const TIMES: Readonly<Record<Exclude<SortKey, "name">, (row: JobRow, now: number) => number | undefined>> = {
  created: ({ createdMs, damaged }) => (damaged === undefined ? createdMs : undefined),
  started: ({ startedMs }) => startedMs,
  ended: ({ finishedMs }) => finishedMs,
  duration: ({ startedMs, finishedMs }, now) => startedMs && (finishedMs ?? now) - startedMs,
};
