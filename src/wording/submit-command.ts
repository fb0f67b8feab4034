/** The line that submits the same job once more from a shell: pasted, it does the same. */
import { escaped } from "../queue/unseen.js";
import { shellJoin } from "./quoting.js";

export interface SubmitCommand {
  /** Absolute path of the queue. */
  readonly jobsDirectory: string;
  /** The job's params as JSON text. */
  readonly paramsText: string;
}

/** All that has no width, an emoji's joiners too: pasted, it acts on the shell's line rather than stands in it. */
const WITHOUT_WIDTH = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** In words for a shell command, where the command line has an option for all that its params say; else as JSON. */
export function submitCommand({ jobsDirectory, paramsText }: SubmitCommand): string {
  const start = ["dirq", "--jobs-dir", jobsDirectory, "submit"];
  const words = wordsOf(paramsText);
  if (words !== undefined) return shellJoin([...start, ...words]);
  // A line break in JSON text is never part of a string, and the command line takes one object a line.
  const json = paramsText.replaceAll(/\n\s*/g, " ").replaceAll(WITHOUT_WIDTH, escaped);
  return `printf '%s\\n' ${shellJoin([json])} | ${shellJoin([...start, "-"])}`;
}

/** `--no-env`, because the environment of whoever pastes it is another. */
function wordsOf(paramsText: string): readonly string[] | undefined {
  const { command, type, name, cwd, env = {}, timeout, ...rest } = parsed(paramsText) ?? {};
  const isPlain = Object.keys(rest).every((key) => key === "dirq") && hasNoSchedule(rest["dirq"]);
  if (typeof command !== "string" || command.trim() === "" || NAMES_JSON.test(command) || type !== "shell" || !isPlain)
    return undefined;
  if (typeof cwd !== "string" || !isTextOrNothing(name) || !isEnvironment(env) || !isNumberOrNothing(timeout))
    return undefined;
  const words = [
    "--no-env",
    ...(name === undefined ? [] : [`--name=${name}`]),
    `--cwd=${cwd}`,
    ...Object.entries(env).map(([key, value]) => `--env=${key}=${value}`),
    ...(timeout === undefined ? [] : [`--timeout=${timeout}s`]),
    // Or it would be taken for an option.
    ...(command.startsWith("-") ? ["--"] : []),
    command,
  ];
  // In JSON it can be spelled. A line break alone stands in quotes as well as there.
  return words.some((word) => word.replaceAll("\n", "").search(WITHOUT_WIDTH) >= 0) ? undefined : words;
}

/** The command line takes such a word for the name of a file that holds params. */
const NAMES_JSON = /^-$|\.json$/;

/** Undefined for what JavaScript cannot read, such as NaN. */
function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}

/** What dirq noted of an earlier job is no part of the work. */
function hasNoSchedule(dirq: unknown): boolean {
  if (dirq === undefined) return true;
  return typeof dirq === "object" && dirq !== null && Object.keys(dirq).every((key) => key === "resubmit_of");
}

function isTextOrNothing(value: unknown): value is string | undefined {
  return value === undefined || typeof value === "string";
}

function isNumberOrNothing(value: unknown): value is number | undefined {
  return value === undefined || typeof value === "number";
}

function isEnvironment(value: unknown): value is Readonly<Record<string, string>> {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).every(([key, each]) => /^[^=\0]+$/.test(key) && typeof each === "string");
}
