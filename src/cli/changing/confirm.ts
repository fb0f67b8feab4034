/** What dirq asks before it does what is hard to undo. */
import { readSync } from "node:fs";
import type { Cli } from "../cli.js";
import { EXIT } from "../exit-codes.js";
import { isTerminal } from "../screen.js";
import { UsageError } from "../trouble.js";

/** An option of every command that asks. */
export const YES_OPTION = { yes: { type: "boolean", short: "y", help: "do not ask" } } as const;

/**
 * Whether to delete `what`, for example `3 jobs, 1.2 MB`. True without a question with `--yes`.
 * @throws UsageError where nobody can be asked
 */
export function confirmDeletion(cli: Cli, what: string, yes: boolean | undefined): boolean {
  if (yes) return true;
  if (!isTerminal(0) || !cli.err.isTerminal) {
    throw new UsageError(
      `There is no terminal here to ask on whether to delete ${what}, for good. To do it unasked: --yes. Nothing was deleted.`,
    );
  }
  if (ask(cli, `Delete ${what}, for good?`)) return true;
  cli.say("Nothing was deleted.");
  cli.exitCode = EXIT.failure;
  return false;
}

/** Whether the person at the terminal says yes. */
export function ask(cli: Cli, question: string): boolean {
  cli.err.write(`${question} [y/N] `);
  return /^\s*y(es)?\s*$/i.test(readLine());
}

/** A terminal hands over whole lines. Empty at the end of input. */
function readLine(): string {
  const line = Buffer.alloc(1024);
  return line.toString("utf8", 0, readSync(0, line));
}
