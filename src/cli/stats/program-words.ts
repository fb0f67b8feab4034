/** What a command runs, without what it is given: the runs of a sweep are told together, and not each by itself. */

/** Up to white space that is not within quotation marks. */
const WORD = /(?:[^\s"']+|"[^"]*"|'[^']*'|["'])+/g;
/** `A=1` in front of a command. */
const VARIABLE = /^[A-Za-z_]\w*=/;

/** `python train.py --lr 0.1` is `python train.py`; `python -m pkg.train 3` is `python -m pkg.train`; `sleep 5` is `sleep`. */
export function programWords(command: string): string {
  const words = command.match(WORD) ?? [];
  const [program = command.trim(), second = "", third] = words.slice(variablesBefore(words));
  if (second === "-m" && third !== undefined) return `${program} -m ${third}`;
  // A second word is what an interpreter runs, or a verb; an option, a number or a quoted text is neither.
  return /^[A-Za-z_./~]/.test(second) ? `${program} ${second}` : program;
}

/** How many of the words only say in which environment it runs: `A=1 B=2`, `env A=1`. */
function variablesBefore(words: readonly string[]): number {
  const first = words[0] === "env" && VARIABLE.test(words[1] ?? "") ? 1 : 0;
  const count = words.slice(first).findIndex((word) => !VARIABLE.test(word));
  return count < 0 ? 0 : first + count;
}
