/** What went wrong, as whatever was thrown says it: in JavaScript that need not be an error. */
export function errorWords(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
