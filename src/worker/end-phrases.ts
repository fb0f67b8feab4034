import { stripVTControlCharacters } from "node:util";
import { lastDrawing, shortened } from "../wording/index.js";
import type { CommandEnd } from "./run-command.js";

const DETAIL_LINES = 100;
const LONGEST_LAST_LINE = 300;

/**
 * The job's `error`: fixed phrases, for people and scripts search for them; those for a non-zero exit are the Python
 * package's. Undefined: the command went well. Whoever aborted a command has words of his own for it, whatever the command
 * made of the signal.
 */
export function failurePhrase(end: CommandEnd, timeout: number | undefined): string | undefined {
  if ("couldNotStart" in end) return `Could not start: ${end.couldNotStart}`;
  if (end.timedOut && timeout !== undefined) return `Timed out after ${timeout} s`;
  if (end.signal !== null) return `Killed by signal ${end.signal}`;
  if (end.exitCode === 0) return undefined;
  // The shell of a stopped job may be stuck in the kernel still; nobody will ever know what it would have exited with.
  if (end.exitCode === null) return "Killed by signal SIGKILL";
  const lastLine = lastLineOf(end.stderrTail);
  return `Command failed with exit code ${end.exitCode}${lastLine === "" ? "" : `: ${lastLine}`}`;
}

/** What follows the phrase in `error.txt`: the last lines of stderr, and what is not to be found in `output.log`. */
export function failureDetails(end: CommandEnd): string {
  if ("couldNotStart" in end) return "";
  return withLogGap(shownLines(end.stderrTail).slice(-DETAIL_LINES).join("\n"), end.logGap);
}

/** `gap`: why `output.log` lacks something; undefined: it lacks nothing. */
export function withLogGap(details: string, gap: string | undefined): string {
  if (gap === undefined) return details;
  return [details, `[dirq: ${gap}]`].filter((part) => part !== "").join("\n");
}

/** One line, as fits into a table: in a traceback of Python it is the one that names the error. */
function lastLineOf(stderr: string): string {
  const lines = shownLines(stderr);
  return shortened((errorLineOfNode(lines) ?? lines.at(-1) ?? "").trim(), LONGEST_LAST_LINE);
}

/** Node names the error first; its last words are the stack, and then only its own version. */
function errorLineOfNode(lines: readonly string[]): string | undefined {
  if (!/^Node\.js v\d/.test(lines.at(-1) ?? "")) return undefined;
  const isFrame = (line = "") => /^ {4}(at|\.\.\.) /.test(line);
  const stack = lines.findLastIndex((line, index) => isFrame(line) && !isFrame(lines[index - 1]));
  return lines[stack - 1];
}

/** Of a progress bar that returned the carriage its last form; no colours, for editors show their codes; no empty end. */
function shownLines(text: string): string[] {
  const whole = stripVTControlCharacters(text).trimEnd();
  if (whole === "") return [];
  return whole.split("\n").map(lastDrawing);
}
