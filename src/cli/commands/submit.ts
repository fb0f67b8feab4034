import { JobQueue, type JsonObject, type JsonText, type QueuedJob } from "../../queue/index.js";
import { rowFacts, waitingWords } from "../../wording/index.js";
import type { Cli } from "../cli.js";
import { defineCommand, parse, type Options, type Values } from "../command.js";
import { EXIT } from "../exit-codes.js";
import { commandParams, withOptions } from "../job-params.js";
import { isJsonSource, readJson } from "../json-source.js";
import { sayIfNobodyWorks } from "../nobody-works.js";
import { SCHEDULE_OPTIONS, scheduleOf } from "../schedule.js";
import { UsageError } from "../trouble.js";
import { monitorJob } from "./monitor.js";

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
  timeout: { type: "string", value: "duration", help: "stop it when it has run so long" },
  ...SCHEDULE_OPTIONS,
  monitor: { type: "boolean", help: "watch the job until it ends, and end with its exit code" },
} as const satisfies Options;

type SubmitOptions = Values<typeof OPTIONS>;

export const submit = defineCommand({
  name: "submit",
  summary: "put a command, or any JSON, into the queue",
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
    ["Tonight, and then what needs it", "dirq submit --at 22:00 make data; dirq submit --after-ok last make plots"],
    ["Many: one object per line, all checked first", "./sweep | dirq submit -"],
  ],
  async run(cli, words, options) {
    const [word = "", ...rest] = words;
    if (!isJsonSource(word)) return submitJobs(cli, [commandParams(words, options)], options);
    // What follows a file is not its command line, so it can only be options.
    const { words: more, options: after } = parse(rest, OPTIONS);
    if (more.length > 0) throw new UsageError(`There is a word too many after ${word}: ${more[0] ?? ""}`);
    const all = { ...options, ...after };
    const params = await readJson(word);
    await submitJobs(
      cli,
      params.map((each) => withOptions(each, all)),
      all,
    );
  },
});

async function submitJobs(cli: Cli, params: readonly (JsonText | JsonObject)[], options: SubmitOptions): Promise<void> {
  const { monitor } = options;
  if (monitor) cli.troubleCode = EXIT.ownTrouble;
  if (monitor && params.length !== 1) throw new UsageError("--monitor watches one job, and there are several.");
  const queue = new JobQueue(cli.jobsDirectory);
  const schedule = scheduleOf(queue, options);
  const jobs =
    params.length === 1 ? queue.submitMany(params, schedule) : await queue.submitManyMeanwhile(params, schedule);
  cli.out.write(jobs.map(({ id }) => `${id}\n`).join(""));
  const [first] = jobs;
  if (first === undefined) return;
  sayWhyNotYet(cli, queue, jobs);
  if (monitor) await monitorJob(cli, queue, first.id, cli.err);
}

/** A line to copy with more ids than this is longer than the list of jobs. */
const IDS_SHOWN = 10;

/** Only workers move on what is due, so in a queue without one nothing ever starts. */
function sayWhyNotYet(cli: Cli, queue: JobQueue, jobs: readonly QueuedJob[]): void {
  // All jobs of one call wait for the same.
  const [first] = jobs;
  const waits = first && waitingWords({ ...rowFacts(first), paused: queue.paused }, Date.now());
  if (waits !== undefined) cli.say(`Not to run yet: ${waits}.`);
  const ids = jobs.map(({ id }) => id);
  const areFew = ids.length <= IDS_SHOWN;
  if (waits?.startsWith("held") && areFew) cli.say(`To let it start: ${cli.commandLine("release", ...ids)}`);
  if (queue.paused) cli.say(`To let the queue go on: ${cli.commandLine("resume")}`);
  sayIfNobodyWorks(cli, queue);
}
