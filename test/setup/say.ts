/**
 * Where tests and their reporter say something. VS Code's extension host shares its console with much else, so there
 * it goes into a file, which the run outside shows.
 */
import { appendFileSync } from "node:fs";
import { format } from "node:util";

/** Names, in the environment of a run, the file to write into instead of the console. */
export const outputFileVariable = "DIRQ_TEST_OUTPUT";

export function say(...parts: readonly unknown[]): void {
  const file = process.env[outputFileVariable];
  if (file === undefined) console.log(...parts);
  else appendFileSync(file, `${format(...parts)}\n`);
}
