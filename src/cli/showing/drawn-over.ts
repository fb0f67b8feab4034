/** Drawing over what was drawn: where that is wider than the terminal, as it may have become, it takes up more rows. */
import type { Screen } from "../screen.js";
import { displayWidth } from "../tables/table.js";

/** How many rows of the terminal a line takes up. */
export function rowsOf(line: string, { width = Infinity }: Screen): number {
  return Math.max(1, Math.ceil(displayWidth(line) / width));
}

/**
 * Leads from the end of a line to its beginning. A terminal that has become narrower and cuts its lines, where most wrap
 * them anew, is taken too far up: it does not say which it does.
 */
export function backOver(line: string, screen: Screen): string {
  const above = rowsOf(line, screen) - 1;
  return above === 0 ? "\r" : `\x1b[${above}A\r\x1b[J`;
}
