import { shown } from "../queue/index.js";

/** @throws TypeError, with what there is */
export function assertOneOf(what: string, value: string, known: readonly string[]): void {
  if (known.includes(value)) return;
  throw new TypeError(`There is no ${what} ${shown(value)}. There are: ${known.join(", ")}.`);
}
