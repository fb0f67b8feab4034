/** The params of a job that the command line submits. */
import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { JsonObject, JsonText } from "../../queue/index.js";
import { shellJoin } from "../../wording/index.js";
import type { Options, Values } from "../command.js";
import { CommandError, UsageError } from "../trouble.js";
import { lengthOfTime } from "../typed/when.js";

/** The options of `submit` that say what the job is. */
export const PARAMS_OPTIONS = {
  name: { type: "string", short: "n", value: "name", help: "what to call the job" },
  cwd: { type: "string", value: "dir", help: "where the command runs, if not here", offers: { kind: "directories" } },
  env: {
    type: "string",
    multiple: true,
    value: "name[=value]",
    help: "set a variable for the command; a name alone takes the value that it has here; may be repeated",
  },
  "no-env": { type: "boolean", help: "do not record which Python environment is active" },
  timeout: { type: "string", value: "duration", help: "stop it when it has run so long" },
} as const satisfies Options;

export type ParamsOptions = Values<typeof PARAMS_OPTIONS>;

/** A command finds its files from where it was submitted, and its Python in the environment that was active there. */
export function commandParams(words: readonly string[], options: ParamsOptions): JsonObject {
  const { name, cwd, timeout } = options;
  checkWords(words, options);
  const command = words.length === 1 ? (words[0] ?? "") : shellJoin(words);
  if (command.trim() === "") throw new UsageError("The command is empty.");
  const env = { ...(options["no-env"] ? {} : activeEnvironments()), ...variables(options.env) };
  return {
    command,
    type: "shell",
    ...(name === undefined ? {} : { name }),
    cwd: cwd === undefined ? process.cwd() : existingDirectory(cwd),
    ...(Object.keys(env).length === 0 ? {} : { env }),
    ...(timeout === undefined ? {} : { timeout: lengthOfTime("--timeout", timeout) }),
  };
}

/**
 * Words behind a quoted shell line would become words of a program that is called like the whole line: seldom is there
 * one, and the job would fail in the night. The first is here as a sweep has filled it. @throws UsageError
 */
export function checkWords([program = "", second]: readonly string[], { cwd = "." }: ParamsOptions): void {
  if (second === undefined || !/\s/.test(program) || existsSync(resolve(cwd, program))) return;
  const line = shellJoin([program]);
  throw new UsageError(
    `${shellJoin([second])} follows ${line}, and no program is called that. ` +
      `Options of submit stand before the command, and a line for the shell is one word: dirq submit … ${line}`,
  );
}

/** A worker puts the `bin` of these in front of its PATH. A recorded PATH would bring another machine's. */
function activeEnvironments(): Record<string, string> {
  const names = ["VIRTUAL_ENV", "CONDA_PREFIX"].filter((name) => process.env[name]);
  return Object.fromEntries(names.flatMap((name) => variable(name)));
}

/** `NAME=value`, or `NAME` with the value that it has here. */
function variables(settings: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    settings.flatMap((setting) => {
      const [, name = "", value] = /^([^=]*)(?:=(.*))?$/s.exec(setting) ?? [];
      if (name === "") throw new UsageError(`--env ${setting}: it has no name; write NAME=value, or NAME alone.`);
      const set = value === undefined ? variable(name) : [[name, value] as const];
      if (set.length === 0) throw new UsageError(`--env ${setting}: there is no such variable here; give it a value.`);
      return set;
    }),
  );
}

function variable(name: string): (readonly [name: string, value: string])[] {
  const value = process.env[name];
  return value === undefined ? [] : [[name, value]];
}

/** JSON is submitted as it is, numbers digit by digit, but for what options say. */
export function withOptions(params: JsonText, { name, cwd, env, timeout }: ParamsOptions): JsonText {
  if (env !== undefined) throw new UsageError("--env is for a command; JSON holds its own env.");
  const named = name === undefined ? params : params.set("name", name);
  const placed = cwd === undefined ? named : named.set("cwd", existingDirectory(cwd));
  return timeout === undefined ? placed : placed.set("timeout", lengthOfTime("--timeout", timeout));
}

function existingDirectory(path: string): string {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new CommandError(`Cannot use --cwd ${path}: it is not a directory. Nothing was submitted.`);
  }
  return resolve(path);
}
