/** Whether a list still has the very same rows in the same order: VS Code knows rows by identity. */
export function areSame(before: readonly unknown[], now: readonly unknown[]): boolean {
  return now.length === before.length && now.every((each, index) => each === before[index]);
}
