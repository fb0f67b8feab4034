/** What somebody may have meant. */

/** ` Did you mean list?`, or nothing when no word is near enough. */
export function similarTo(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  return near === undefined ? "" : ` Did you mean ${near}?`;
}

/** The same; where none is near enough, which there are. */
export function similarOrAll(word: string, candidates: readonly string[]): string {
  return similarTo(word, candidates) || ` There are: ${candidates.join(", ")}`;
}

export function nearest<T extends string>(word: string, candidates: readonly T[]): T | undefined {
  const near = candidates
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate) }))
    // Half the word may be a slip; two words that share less than that share it by chance.
    .filter(({ candidate, distance }) => distance <= Math.min(3, candidate.replace(/^-+/, "").length / 2))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.candidate;
}

/** How many letters to insert, leave out, replace or swap with the next one. */
function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + (same ? 0 : 1),
          swapped ? at(i - 2, j - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return at(a.length, b.length);
}
