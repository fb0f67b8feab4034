import { JobQueue } from "../../queue/index.js";
import { jobs as inWords } from "../../wording/index.js";
import type { Cli } from "../cli.js";
import { defineCommand, parse, type Options, type Values } from "../command.js";
import { EXIT } from "../exit-codes.js";
import { printDryRun } from "../submitting/dry-run.js";
import { commandParams, PARAMS_OPTIONS, withOptions } from "../submitting/job-params.js";
import { isJsonSource, readJson } from "../submitting/json-source.js";
import { SCHEDULE_OPTIONS, scheduleOf } from "../submitting/schedule.js";
import { submitJobs, type JobToSubmit } from "../submitting/submit-jobs.js";
import { sayWhyNotYet } from "../submitting/submitted.js";
import { isSweep, SWEEP_OPTIONS } from "../submitting/sweep-options.js";
import { confirmSweep, jobsOfSweep, newBatch } from "../submitting/sweep.js";
import { UsageError } from "../trouble.js";
import { NOTIFY_OPTION } from "../watching/notify.js";
import { waitForJobs } from "../watching/wait-for-jobs.js";
import { monitorJob } from "./monitor.js";

const OPTIONS = {
  ...PARAMS_OPTIONS,
  ...SCHEDULE_OPTIONS,
  ...SWEEP_OPTIONS,
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
    offers: { kind: "command" },
  },
  options: OPTIONS,
  optionsEndAtFirstWord: true,
  examples: [
    ["Options after the first word belong to the command", "dirq submit --name lr3 python train.py --lr 0.3"],
    ["A shell line", "dirq submit 'sort big.csv | uniq > unique.csv'"],
    ["Any JSON object, for any worker; taken as it is", "dirq submit params.json"],
    ["Tonight, and then what needs it", "dirq submit --at 22:00 make data; dirq submit --after-ok last make plots"],
    ["Many: one object per line, all checked first", "./sweep | dirq submit -"],
    ["All combinations, as one batch", "dirq submit --sweep lr=0.1,0.01 --sweep seed=1..10 'train {lr} {seed}'"],
    ["A job for each file", "ls *.png | dirq submit --each-line - 'convert {line} out/{line}'"],
    ["A job for each row of a table", "dirq submit --each-row runs.csv 'train --lr {lr} --out {name}'"],
    ["As if it ran here: wait, and end with its code", "dirq submit --wait --notify make all && ./deploy"],
  ],
  async run(cli, words, options) {
    const [word = "", ...rest] = words;
    if (options.zip && !isSweep(options)) throw new UsageError("--zip needs --sweep, --each-line or --each-row.");
    if (isSweep(options)) return submitSweep(cli, words, options);
    if (!isJsonSource(word))
      return submitAll(cli, options, () => ({ jobs: [{ params: commandParams(words, options) }] }));
    // What follows a file is not its command line, so it can only be options.
    const { words: more, options: after } = parse(rest, OPTIONS);
    if (more.length > 0) throw new UsageError(`There is a word too many after ${word}: ${more[0] ?? ""}`);
    const all = { ...options, ...after };
    await submitAll(cli, all, async () => {
      const entries = await readJson(word);
      return { jobs: entries.map(({ params, from }) => ({ params: withOptions(params, all), from })) };
    });
  },
});

interface Work {
  readonly jobs: readonly JobToSubmit[];
  /** Whether to submit them, asked before the first is. */
  readonly confirm?: () => boolean;
  /** What `dirq wait` calls all of them; else their ids do. */
  readonly batch?: string | undefined;
}

async function submitSweep(cli: Cli, words: readonly string[], options: SubmitOptions): Promise<void> {
  if (words.length === 1 && isJsonSource(words[0] ?? "")) throw new UsageError("A sweep needs a command, not JSON.");
  const batch = options.batch ?? newBatch();
  await submitAll(cli, { ...options, batch }, async () => {
    const jobs = await jobsOfSweep(words, options);
    return { jobs, confirm: () => confirmSweep(cli, jobs, options.yes), batch };
  });
}

async function submitAll(cli: Cli, options: SubmitOptions, read: () => Work | Promise<Work>): Promise<void> {
  const { monitor, wait, notify, json = false, "dry-run": dryRun } = options;
  if (monitor || wait) cli.troubleCode = EXIT.ownTrouble;
  if (notify && !monitor && !wait) throw new UsageError("--notify needs --wait or --monitor.");
  const { jobs, confirm = () => true, batch } = await read();
  if (monitor && jobs.length !== 1)
    throw new UsageError("--monitor watches one job, and there are several; use --wait.");
  const queue = new JobQueue(cli.jobsDirectory);
  const schedule = scheduleOf(queue, options);
  if (dryRun) return printDryRun(cli, queue, { jobs, schedule, json });
  if (!confirm()) return;
  const submitted = await submitJobs(cli, queue, { jobs, schedule, json });
  const { ids, stopped } = submitted;
  if (stopped !== undefined) return stop(cli, stopped, batch);
  sayWhyNotYet(cli, queue, submitted);
  const [id = ""] = ids;
  const again = batch === undefined ? ids : ["--batch", batch];
  if (monitor) return monitorJob(cli, queue, { id, screen: cli.err, notify });
  if (wait) return waitForJobs(cli, queue, { ids, again, notify });
  if (batch !== undefined)
    cli.say(`${inWords(jobs.length)} in batch ${batch}. To wait for them: ${cli.commandLine("wait", ...again)}`);
}

/** What is in the queue will run. */
function stop(cli: Cli, code: number, batch: string | undefined): void {
  cli.exitCode = code;
  if (batch !== undefined) cli.say(`To cancel all of batch ${batch}: ${cli.commandLine("cancel", "--batch", batch)}`);
}
