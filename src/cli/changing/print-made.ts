/** Printing what a command has made. */
import type { Cli } from "../cli.js";
import { printLines } from "../submitting/submitted.js";
import { CommandError } from "../trouble.js";

/**
 * A line about a job that was made or brought back, for whoever still reads. `done` says so where it cannot be written:
 * whoever took it for undone would do it once more. @throws CommandError
 */
export function printMade(cli: Cli, line: string, done: string): void {
  const trouble = printLines(cli, [line]);
  if (trouble !== undefined) throw new CommandError(`${trouble.message} ${done}`);
}
