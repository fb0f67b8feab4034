import { DirqError } from "../queue/index.js";

/** @throws DirqError INVALID_FILTER, with what there is */
export function assertOneOf(what: string, value: string, known: readonly string[]): void {
  if (known.includes(value)) return;
  throw new DirqError("INVALID_FILTER", `There is no ${what} ${value}. There are: ${known.join(", ")}`);
}
