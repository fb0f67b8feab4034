/** The orders in which jobs can be asked for. */
import type { JobRow, SortKey } from "./live-queue.js";

/** The latest and the longest first; names from A to Z. What has no such time comes last. */
export function sortRows(rows: readonly JobRow[], sort: SortKey, now: number): readonly JobRow[] {
  if (sort === "name") {
    const keyed = rows.map((row) => ({ row, key: row.label.toLowerCase() }));
    return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ row }) => row);
  }
  const keyed = rows.map((row) => ({ row, key: TIMES[sort](row, now) ?? -Infinity }));
  return keyed.sort((a, b) => (a.key === b.key ? 0 : b.key - a.key)).map(({ row }) => row);
}

const TIMES: Readonly<Record<Exclude<SortKey, "name">, (row: JobRow, now: number) => number | undefined>> = {
  created: ({ createdMs }) => createdMs,
  started: ({ startedMs }) => startedMs,
  ended: ({ finishedMs }) => finishedMs,
  duration: ({ startedMs, finishedMs }, now) => startedMs && (finishedMs ?? now) - startedMs,
};
