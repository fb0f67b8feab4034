/** What `--name 'lr-*'` means: `*` stands for any text, all else for itself. */

/** Piece by piece, as a regular expression with several stars would take for ever on a long name. */
export function namePattern(pattern: string): (name: string) => boolean {
  const [start = "", ...others] = pattern.split("*");
  const end = others.pop();
  if (end === undefined) return (name) => name === pattern;
  return (name) => {
    if (!name.startsWith(start)) return false;
    let from = start.length;
    for (const piece of others) {
      const at = name.indexOf(piece, from);
      if (at < 0) return false;
      from = at + piece.length;
    }
    return name.length - end.length >= from && name.endsWith(end);
  };
}
