/**
 * Shell quoting exactly as Python's `shlex.join`, so that a command submitted here and one submitted there are the same
 * text. Checked against python3 by a property test.
 */

/** One shell line that gives a POSIX shell these words again. */
export function shellJoin(words: readonly string[]): string {
  return words.map(shellQuote).join(" ");
}

/** The word itself where a shell reads it as one, else in single quotes. */
function shellQuote(word: string): string {
  if (word === "") return "''";
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : "'" + word.replaceAll("'", `'"'"'`) + "'";
}

/** One line that gives Windows' `cmd.exe` these words again, which must hold no quotation mark: no path there can. */
export function cmdJoin(words: readonly string[]): string {
  return words.map((word) => (/^[\w@+=:,./\\-]+$/.test(word) ? word : `"${word}"`)).join(" ");
}
