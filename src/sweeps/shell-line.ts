/**
 * Values put into a line for a POSIX shell, each so that the shell reads it as itself, byte for byte, whatever it holds
 * and wherever it stands: bare, `'{lr}'`, `"{lr}"`, `"$(echo {lr})"`. Checked against real shells by a property test.
 * Where only a real shell could tell how to quote, a value is refused.
 */
import { shellJoin } from "../wording/index.js";
import { ShellContext } from "./shell-context.js";
import { SweepError } from "./sweep-error.js";
import type { Piece } from "./template.js";

/** @throws SweepError for a value in a place where no quoting is certain */
export function fillShellLine(pieces: readonly Piece[], valueOf: (name: string) => string): string {
  const context = new ShellContext();
  let line = "";
  for (const [index, piece] of pieces.entries()) {
    if ("text" in piece) {
      context.read(piece.text);
      line += piece.text;
      continue;
    }
    if (context.unclear !== undefined) throw unclearPlace(piece.name, context.unclear);
    const next = pieces[index + 1];
    const after = next === undefined ? "" : "text" in next ? next.text.replaceAll("\\\n", "") : "{";
    line += quotedFor(context, { name: piece.name, value: valueOf(piece.name), before: line, after });
    context.readWord();
  }
  return line;
}

interface Put {
  readonly name: string;
  readonly value: string;
  readonly before: string;
  /** What follows in the line. */
  readonly after: string;
}

function quotedFor({ place }: ShellContext, { name, value, before, after }: Put): string {
  switch (place) {
    case "bare":
      return isPlainWord(value, before, after) ? value : inSingleQuotes(value);
    case "single quotes":
      return value.replaceAll("'", `'"'"'`);
    case "double quotes": {
      const escaped = value.replaceAll(/[\\"$`]/g, String.raw`\$&`);
      // Or it would go on with the name of the variable before it, or begin a `$(`.
      return /\$\w*$/.test(before) ? `""${escaped}` : escaped;
    }
    case "arithmetic":
      if (/^-?\d+$/.test(value)) return value;
      throw new SweepError(`{${name}} stands in $((…)), and ${JSON.stringify(value)} is no whole number.`);
  }
}

function inSingleQuotes(value: string): string {
  const quoted = shellJoin([value]);
  return quoted === value ? `'${value}'` : quoted;
}

const RESERVED =
  /^(?:case|coproc|do|done|elif|else|esac|fi|for|function|if|in|select|then|time|until|while|export|readonly|declare|local|typeset)$/;

/** Whether a value reads well without quotes and means nothing but itself: most numbers, names and paths. */
function isPlainWord(value: string, before: string, after: string): boolean {
  if (!/^[\w@%+:,./-]+$/.test(value) || RESERVED.test(value)) return false;
  // `$X{n}` would be another variable, `{n}>file` the number of a stream, and letters can make a word of the shell's own.
  if (/\$\w*$/.test(before) || /^[<>]/.test(after)) return false;
  return /[^A-Za-z]/.test(value) ? !/^\{/.test(after) : /(?:[=:/,.]|\s--?[\w-]+[ \t]+)$/.test(before);
}

function unclearPlace(name: string, unclear: string): SweepError {
  return new SweepError(
    `{${name}} stands behind or in ${unclear}, where it is not certain how a shell would read it. ` +
      `Put it into a variable first: ${variable(name)}={${name}}; … "$${variable(name)}"`,
  );
}

function variable(name: string): string {
  return name.replaceAll(/\W/g, "_").replace(/^(?=\d)/, "_");
}
