/** The orders in which jobs can be asked for. */
import type { JobRow, SortKey } from "./live-queue.js";

export interface Order {
  readonly by: SortKey;
  readonly reverse?: boolean;
}

/** The latest and the longest first; names from A to Z. What has no such time comes last, also when reversed. */
export function sortRows(rows: readonly JobRow[], { by, reverse = false }: Order, now: number): readonly JobRow[] {
  const keyed: { readonly row: JobRow; readonly key: string | number }[] = [];
  const others: JobRow[] = [];
  for (const row of rows) {
    const key = by === "name" ? row.label.toLowerCase() : TIMES[by](row, now);
    if (key === undefined) others.push(row);
    else keyed.push({ row, key });
  }
  const rising = by === "name" ? 1 : -1;
  keyed.sort((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -rising : rising));
  if (reverse) keyed.reverse();
  return [...keyed.map(({ row }) => row), ...others];
}

const TIMES: Readonly<Record<Exclude<SortKey, "name">, (row: JobRow, now: number) => number | undefined>> = {
  created: ({ createdMs, damaged }) => (damaged === undefined ? createdMs : undefined),
  started: ({ startedMs }) => startedMs,
  ended: ({ finishedMs }) => finishedMs,
  duration: ({ startedMs, finishedMs }, now) => startedMs && (finishedMs ?? now) - startedMs,
};
