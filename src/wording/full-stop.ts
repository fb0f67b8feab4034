/** Words that others have written, before a sentence that goes on. */

export function withFullStop(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}
