/** Counts as people type them. */

/** What one has to be, for a message to whoever typed another. */
export const A_WHOLE_NUMBER = "a whole number, 1 or more";

/** Undefined for all but 1, 2, 3 … */
export function wholeNumberIn(text: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
