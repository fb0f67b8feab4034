/** Jobs in the order of a value: numbers before texts, the smallest first; what has none comes last, also when reversed. */
import { parseJson } from "../../queue/index.js";

export type SortValue = number | bigint | string | undefined;

/** What a value is sorted by; integers are compared to the last digit. */
export function sortValue(json: string | undefined): SortValue {
  const value = json === undefined || json.startsWith("[") ? undefined : parseJson(json);
  if (typeof value === "string") return value.toLowerCase();
  if (typeof value === "boolean") return Number(value);
  return typeof value === "bigint" || (typeof value === "number" && !Number.isNaN(value)) ? value : undefined;
}

export function sortedBy<T>(
  items: readonly (readonly [T, SortValue])[],
  { reverse }: { readonly reverse: boolean },
): T[] {
  const [known, others] = [
    items.filter(([, value]) => value !== undefined),
    items.filter(([, value]) => value === undefined),
  ];
  known.sort(([, a], [, b]) => compare(a, b));
  if (reverse) known.reverse();
  return [...known, ...others].map(([item]) => item);
}

function compare(a: SortValue, b: SortValue): number {
  if (typeof a === "string" || typeof b === "string") {
    const [first, second] = [typeof a === "string" ? a : "", typeof b === "string" ? b : ""];
    return typeof a === typeof b ? (first < second ? -1 : first > second ? 1 : 0) : typeof a === "string" ? 1 : -1;
  }
  if (a === undefined || b === undefined || a === b) return 0;
  return a < b ? -1 : 1;
}
