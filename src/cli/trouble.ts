/** The edge where errors become a message on stderr and an exit code. */
import type { DirqErrorCode } from "../queue/errors.js";
import { howToNameAnother } from "./another-queue.js";
import type { Cli } from "./cli.js";
import { EXIT } from "./exit-codes.js";
import { CannotWrite, ClosedPipe } from "./screen.js";

/** The command was called in a way that has no meaning. */
export class UsageError extends Error {}

/** Something went wrong outside of the queue, and its message says all that a person needs. */
export class CommandError extends Error {}

const CODES: Readonly<Record<DirqErrorCode, number>> = {
  NO_QUEUE: EXIT.notFound,
  QUEUE_UNUSABLE: EXIT.failure,
  NOT_FOUND: EXIT.notFound,
  AMBIGUOUS_ID: EXIT.notFound,
  WRONG_STATE: EXIT.conflict,
  CONFLICT: EXIT.conflict,
  INVALID_JOB: EXIT.failure,
  INVALID_FILTER: EXIT.usage,
  UNKNOWN_FORMAT: EXIT.failure,
};

/** Says what went wrong and returns the code to end with. */
export function report(cli: Cli, error: unknown): number {
  if (error instanceof ClosedPipe) return cli.exitCode;
  sayTrouble(cli, error);
  if (error instanceof UsageError)
    cli.say(`See ${["dirq", cli.commandName ?? "", "--help"].filter(Boolean).join(" ")}`);
  return cli.troubleCode ?? codeOf(error);
}

/** One message in red, as every other tool has it: `dirq: …`. */
export function sayTrouble(cli: Cli, error: unknown): void {
  cli.say(messageOf(error), { prefix: `${cli.err.style("red", "dirq:")} ` });
  if (isDirqError(error) && error.code === "NO_QUEUE") cli.say(howToNameAnother());
}

export function codeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  return isDirqError(error) ? CODES[error.code] : EXIT.failure;
}

/** The same for programs. `code`: as `DirqError` has it; null for an error that is none. */
export function errorDocument(error: unknown): object {
  return { code: isDirqError(error) ? error.code : null, message: messageOf(error) };
}

/** By its code, not by its class: a worker runs on the library, which is another bundle and has classes of its own. */
function isDirqError(error: unknown): error is Error & { readonly code: DirqErrorCode } {
  return error instanceof Error && "code" in error && Object.hasOwn(CODES, String(error.code));
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("syscall" in error && error.syscall === "uv_cwd") {
    return "The current directory has been removed. Change to one that exists, and try again.";
  }
  const isForeseen =
    isDirqError(error) || [UsageError, CommandError, CannotWrite].some((kind) => error instanceof kind);
  // Errors of the system name the call and the path; anything else is a bug, and only its stack is of use.
  return isForeseen || "syscall" in error ? error.message : (error.stack ?? error.message);
}
