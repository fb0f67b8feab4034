/** The words of a row that the `when` clauses in package.json look for, so that its menu offers what can be done with it. */
export function wordsThatApply(words: readonly (readonly [word: string, applies: boolean])[]): readonly string[] {
  return words.flatMap(([word, applies]) => (applies ? [word] : []));
}
