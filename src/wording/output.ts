/** Output of jobs as it is shown; in the file it stays as it came. */

/**
 * A progress bar redraws its line after a carriage return. Where lines are shown, only the last drawing of each is of
 * interest: `10%\r20%\r30%\n` becomes `30%\n`.
 */
export function collapseCarriageReturns(text: string): string {
  return text.includes("\r") ? text.split("\n").map(lastDrawing).join("\n") : text;
}

/** The first line that says something, cut of surrounding space: what a row shows of an error. */
export function firstLine(text: string): string {
  return collapseCarriageReturns(text.trimStart()).split("\n", 1)[0]?.trim() ?? "";
}

/** What is left to see of one line. Several returns in a row, as `\r\r\n`, draw nothing in between. */
export function lastDrawing(line: string): string {
  const drawn = withoutReturns(line);
  return drawn.slice(drawn.lastIndexOf("\r") + 1);
}

/** Without the returns at its end. By hand: the pattern `\r+$` takes minutes for a line of a million of them and an x. */
export function withoutReturns(line: string): string {
  let end = line.length;
  while (line[end - 1] === "\r") end--;
  return line.slice(0, end);
}
