/** What a command runs, without what it is given: the runs of a sweep are told together, and not each by itself. */

/** `A=1` in front of a command. */
const VARIABLE = /^[A-Za-z_]\w*=/;

/** `python train.py --lr 0.1` is `python train.py`; `python -m pkg.train 3` is `python -m pkg.train`; `sleep 5` is `sleep`. */
export function programWords(command: string): string {
  const words = command.trim().split(/\s+/);
  const start = words.findIndex((word) => !VARIABLE.test(word));
  const [program = command, second = "", third] = words.slice(Math.max(0, start));
  if (second === "-m" && third !== undefined) return `${program} -m ${third}`;
  // A second word is what an interpreter runs, or a verb; an option, a number or a quoted text is neither.
  return /^[A-Za-z_./~]/.test(second) ? `${program} ${second}` : program;
}
