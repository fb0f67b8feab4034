/** Selected text as a shell reads it. */

/** All pieces, one after the other, without empty lines around them and without what all their lines are indented by. */
export function scriptOf(pieces: readonly string[]): string {
  const lines = pieces.flatMap((piece) => piece.split(/\r\n?|\n/));
  while (lines[0]?.trim() === "") lines.shift();
  while (lines.at(-1)?.trim() === "") lines.pop();
  const [only = "", ...others] = lines;
  if (others.length === 0) return only.trim();
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^\s*/.exec(line)?.[0] ?? "");
  const common = indents.reduce(sharedStart);
  return lines.map((line) => line.slice(common.length)).join("\n");
}

function sharedStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}
