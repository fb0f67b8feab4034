import { JobQueue } from "../../queue/index.js";
import type { Cli } from "../cli.js";
import { defineCommand, parse, type Options, type Values } from "../command.js";
import { printDryRun } from "../dry-run.js";
import { EXIT } from "../exit-codes.js";
import { commandParams, withOptions } from "../job-params.js";
import { isJsonSource, readJson } from "../json-source.js";
import { NOTIFY_OPTION } from "../notify.js";
import { SCHEDULE_OPTIONS, scheduleOf } from "../schedule.js";
import { sayWhyNotYet, submitJobs, type JobToSubmit } from "../submit-jobs.js";
import { UsageError } from "../trouble.js";
import { waitForJobs } from "../wait-for-jobs.js";
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
  wait: { type: "boolean", help: "wait until it ends, and end with its exit code" },
  monitor: { type: "boolean", help: "the same, and watch it meanwhile" },
  ...NOTIFY_OPTION,
  "dry-run": { type: "boolean", help: "print the commands, or the params of what is none, and submit nothing" },
  json: { type: "boolean", help: "print a job's document instead of its id, one a line; with --dry-run its params" },
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
    ["As if it ran here: wait, and end with its code", "dirq submit --wait --notify make all && ./deploy"],
  ],
  async run(cli, words, options) {
    const [word = "", ...rest] = words;
    if (!isJsonSource(word)) return submitAll(cli, options, () => [{ params: commandParams(words, options) }]);
    // What follows a file is not its command line, so it can only be options.
    const { words: more, options: after } = parse(rest, OPTIONS);
    if (more.length > 0) throw new UsageError(`There is a word too many after ${word}: ${more[0] ?? ""}`);
    const all = { ...options, ...after };
    await submitAll(cli, all, async () => {
      const entries = await readJson(word);
      return entries.map(({ params, from }) => ({ params: withOptions(params, all), from }));
    });
  },
});

type Jobs = readonly JobToSubmit[];

async function submitAll(cli: Cli, options: SubmitOptions, read: () => Jobs | Promise<Jobs>): Promise<void> {
  const { monitor, wait, notify, json = false, "dry-run": dryRun } = options;
  if (monitor || wait) cli.troubleCode = EXIT.ownTrouble;
  if (notify && !monitor && !wait) throw new UsageError("--notify needs --wait or --monitor.");
  const jobs = await read();
  if (monitor && jobs.length !== 1)
    throw new UsageError("--monitor watches one job, and there are several; use --wait.");
  const queue = new JobQueue(cli.jobsDirectory);
  const schedule = scheduleOf(queue, options);
  if (dryRun) return printDryRun(cli, queue, { jobs, schedule, json });
  const submitted = await submitJobs(cli, queue, { jobs, schedule, json });
  sayWhyNotYet(cli, queue, submitted);
  const ids = submitted.map(({ id }) => id);
  const [id = ""] = ids;
  if (monitor) await monitorJob(cli, queue, { id, screen: cli.err, notify });
  else if (wait) await waitForJobs(cli, queue, { ids, again: ids, notify });
}
