/** What would be submitted, for `submit --dry-run`. */
import type { JobQueue } from "../../queue/index.js";
import { jobs as jobsInWords, printableLines } from "../../wording/index.js";
import type { Cli } from "../cli.js";
import { onOneLine } from "../json/job-json.js";
import { strictJson } from "../json/strict-json.js";
import { shownJson, shownText } from "../showing/without-secrets.js";
import { checkJobs, commandOf, type JobToSubmit, type Submission } from "./submit-jobs.js";

/**
 * A command as it would run, any other job as its params, which `dirq submit -` takes; with `json`, all so. On a terminal
 * without what looks like a secret.
 */
export function printDryRun(cli: Cli, queue: JobQueue, { jobs, schedule, json }: Submission): void {
  const texts = checkJobs(queue, jobs, schedule);
  const lines = jobs.map((job, index) => (json ? undefined : commandOf(job)) ?? textOf(texts[index] ?? "", json));
  const shown = cli.out.isTerminal
    ? jobs.map((job, index) => printableLines(shownLine(job, lines[index] ?? "", json)))
    : lines;
  cli.out.write(shown.map((line) => `${line}\n`).join(""));
  cli.say(`Nothing was submitted. It would be ${jobsInWords(jobs.length)} in ${queue.directory}.`);
}

function shownLine(job: JobToSubmit, line: string, json: boolean): string {
  return json || commandOf(job) === undefined ? shownJson(line, job.params) : shownText(line, job.params);
}

/** Digit by digit what would be submitted, but for what no reader of JSON takes. */
function textOf(params: string, json: boolean): string {
  const line = onOneLine(params);
  return json ? strictJson(line) : line;
}
