import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { JobQueue, JsonText, type JsonObject } from "../../queue/index.js";
import { shellJoin } from "../../wording/index.js";
import type { Cli } from "../cli.js";
import { defineCommand, parse, type Options, type Values } from "../command.js";
import { EXIT } from "../exit-codes.js";
import { CommandError, UsageError } from "../trouble.js";

const OPTIONS = {
  name: { type: "string", short: "n", value: "name", help: "what to call the job" },
  cwd: { type: "string", value: "dir", help: "where the command runs, if not here" },
  env: {
    type: "string",
    multiple: true,
    value: "name[=value]",
    help: "set a variable for the command; may be repeated",
  },
  "no-env": { type: "boolean", help: "do not record which Python environment is active" },
  monitor: { type: "boolean", help: "watch the job until it ends, and end with its exit code" },
} as const satisfies Options;

type SubmitOptions = Values<typeof OPTIONS>;

export const submit = defineCommand({
  about: "Put a job into the queue and print its id. The queue is made where there is none.",
  words: {
    usage: "<command...>",
    help: "one quoted shell line, or the words of a command; or a .json file with the params; or - to read them from stdin",
  },
  options: OPTIONS,
  optionsEndAtFirstWord: true,
  examples: [
    ["Options after the first word belong to the command", "dirq submit --name lr3 python train.py --lr 0.3"],
    ["A shell line", "dirq submit 'sort big.csv | uniq > unique.csv'"],
    ["Any JSON object, for any worker; taken as it is", "dirq submit params.json"],
    ["Many: one object per line, all checked first", "./sweep | dirq submit -"],
  ],
  async run(cli, words, options) {
    const [word = "", ...rest] = words;
    if (!isJsonSource(word)) return submitJobs(cli, [commandParams(words, options)], options);
    // What follows a file is not its command line, so it can only be options.
    const { words: more, options: after } = parse(rest, OPTIONS);
    if (more.length > 0) throw new UsageError(`There is a word too many after ${word}: ${more[0] ?? ""}`);
    const all = { ...options, ...after };
    await submitJobs(
      cli,
      readJson(word).map((params) => withOptions(params, all)),
      all,
    );
  },
});

async function submitJobs(
  cli: Cli,
  params: readonly (JsonText | JsonObject)[],
  { monitor }: SubmitOptions,
): Promise<void> {
  if (monitor) cli.troubleCode = EXIT.ownTrouble;
  if (monitor && params.length !== 1) throw new UsageError("--monitor watches one job, and there are several.");
  const queue = new JobQueue(cli.jobsDirectory);
  const jobs = queue.submitMany(params);
  cli.out.write(jobs.map(({ id }) => `${id}\n`).join(""));
  if (!queue.hasWorker()) cli.say(`No dirq worker is at work here yet. To start one: ${cli.commandLine("worker")}`);
  const [first] = jobs;
  if (first === undefined || !monitor) return;
  const { monitorJob } = await import("./monitor.js");
  await monitorJob(cli, queue, first.id, cli.err);
}

function isJsonSource(word: string): boolean {
  return word === "-" || /^\S+\.json$/.test(word);
}

function readJson(source: string): JsonText[] {
  return source === "-" ? jsonLines(readFileSync(0, "utf8")) : [jsonFile(source)];
}

/** A command finds its files from where it was submitted, and its Python in the environment that was active there. */
function commandParams(words: readonly string[], options: SubmitOptions): JsonObject {
  const { name, cwd } = options;
  const command = words.length === 1 ? (words[0] ?? "") : shellJoin(words);
  if (command.trim() === "") throw new UsageError("The command is empty.");
  const env = { ...(options["no-env"] ? {} : activeEnvironments()), ...variables(options.env) };
  return {
    command,
    type: "shell",
    ...(name === undefined ? {} : { name }),
    cwd: cwd === undefined ? process.cwd() : existingDirectory(cwd),
    ...(Object.keys(env).length === 0 ? {} : { env }),
  };
}

/** A worker puts the `bin` of these in front of its PATH. A recorded PATH would bring another machine's. */
function activeEnvironments(): Record<string, string> {
  return Object.fromEntries(["VIRTUAL_ENV", "CONDA_PREFIX"].flatMap((name) => variable(name)));
}

/** `NAME=value`, or `NAME` with the value that it has here. */
function variables(settings: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    settings.flatMap((setting) => {
      const [, name = "", value] = /^([^=]+)(?:=(.*))?$/s.exec(setting) ?? [];
      const set = value === undefined ? variable(name) : [[name, value] as const];
      if (set.length === 0) throw new UsageError(`--env ${setting}: there is no such variable here; give it a value.`);
      return set;
    }),
  );
}

function variable(name: string): (readonly [name: string, value: string])[] {
  const value = process.env[name];
  return value ? [[name, value]] : [];
}

/** JSON is submitted as it is, numbers digit by digit, but for what options say. */
function withOptions(params: JsonText, { name, cwd, env }: SubmitOptions): JsonText {
  if (env !== undefined) throw new UsageError("--env is for a command; JSON holds its own env.");
  const named = name === undefined ? params : params.set("name", name);
  return cwd === undefined ? named : named.set("cwd", existingDirectory(cwd));
}

function jsonFile(path: string): JsonText {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    throw new CommandError(`There is no file ${path}. If it is a command, write: dirq submit 'exec ${path}'`);
  }
  try {
    return JsonText.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CommandError(`Cannot submit ${path}: ${error.message}. Nothing was submitted.`);
  }
}

/** All lines are checked before the first is submitted. */
function jsonLines(text: string): JsonText[] {
  const params = text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    try {
      return [JsonText.parse(line)];
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new CommandError(`Line ${index + 1} of standard input: ${error.message}. Nothing was submitted.`);
    }
  });
  if (params.length === 0) throw new CommandError("Standard input holds no JSON object. Nothing was submitted.");
  return params;
}

function existingDirectory(path: string): string {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new CommandError(`Cannot use --cwd ${path}: it is not a directory. Nothing was submitted.`);
  }
  return resolve(path);
}
