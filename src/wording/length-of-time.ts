/** Lengths of time as people type them: `90s`, `1h30m`, `7 days`. */

/** What one has to be, for a message to whoever typed another. */
export const A_LENGTH_OF_TIME = "a length of time, for example 90s, 30m, 2h or 7d";

/** Each unit of time as a pattern for its names, and in seconds. */
const UNITS: readonly (readonly [names: RegExp, seconds: number])[] = [
  [/^(|s|secs?|seconds?)$/i, 1],
  [/^(m|mins?|minutes?)$/i, 60],
  [/^(h|hrs?|hours?)$/i, 3600],
  [/^(d|days?)$/i, 86_400],
  [/^(w|weeks?)$/i, 604_800],
];

/** What lies further ahead than ten years is a slip of the finger. */
const LONGEST = 10 * 365 * 86_400;

const COUNT_AND_UNIT = /(\d+(?:\.\d+)?)\s*([a-z]*)/gi;

/** In seconds, more than 0; a bare number is seconds. Undefined for any other text. */
export function secondsIn(text: string): number | undefined {
  const pieces = [...text.matchAll(COUNT_AND_UNIT)];
  const total = pieces.reduce((sum, [, count, unit = ""]) => sum + Number(count) * secondsOf(unit), 0);
  const isAllOfIt = text.replaceAll(COUNT_AND_UNIT, "").trim() === "";
  return isAllOfIt && total > 0 && total <= LONGEST ? total : undefined;
}

/** NaN for a unit that there is not, and so for every sum with it. */
function secondsOf(unit: string): number {
  return UNITS.find(([names]) => names.test(unit))?.[1] ?? NaN;
}
