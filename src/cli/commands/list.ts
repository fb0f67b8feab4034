import { JobQueue, type JobOrDamaged } from "../../queue/index.js";
import { localTime, printable, relativeTime, rowLabel } from "../../wording/index.js";
import type { Cli } from "../cli.js";
import { defineCommand } from "../command.js";
import { lostWorkerOf, queuedWords } from "../job-line.js";
import { jobDocument } from "../job-json.js";
import { noneSelected, SELECTION_OPTIONS, selectJobs, statesOf, type Selection } from "../job-selection.js";
import { wholeNumber } from "../numbers.js";
import { isRunByPython } from "../python-workers.js";
import { STATE_STYLE } from "../state-style.js";
import { tableLines, type Cell } from "../table.js";

export const list = defineCommand({
  name: "list",
  summary: "the jobs, newest first",
  about: "Show the jobs, newest first. The table fits the terminal, ids whole; in a pipe nothing is cut.",
  options: {
    limit: { type: "string", short: "n", value: "number", help: "only the newest so many" },
    ...SELECTION_OPTIONS,
    json: { type: "boolean", help: "one array of the jobs' documents, every number exactly as it stands in the file" },
  },
  examples: [
    ["The newest ten", "dirq list -n 10"],
    ["What failed, and why", "dirq list --state failed --json | jq -r '.[].error'"],
  ],
  run(cli, _words, options) {
    const { limit, batch, json } = options;
    const most = limit === undefined ? undefined : wholeNumber("--limit", limit);
    const states = statesOf(options);
    const queue = new JobQueue(cli.jobsDirectory);
    const jobs =
      batch === undefined
        ? queue.list({ ...(most && { limit: most }), ...(states && { states }) })
        : selectJobs(queue, options).slice(0, most);
    if (json) printJson(cli, queue, jobs);
    else if (jobs.length === 0) sayThereIsNone(cli, queue, options);
    else printTable(cli, jobs);
    if (!json && queue.paused) cli.say(`The queue is paused. To go on: ${cli.commandLine("resume")}`);
  },
});

function printJson({ out }: Cli, queue: JobQueue, jobs: readonly JobOrDamaged[]): void {
  const documents = jobs.map((job) => jobDocument(queue, job).toString());
  out.line(documents.length === 0 ? "[]" : `[\n${documents.join(",\n")}\n]`);
}

function sayThereIsNone(cli: Cli, queue: JobQueue, selection: Selection): void {
  const { batch, state } = selection;
  if (batch === undefined && state === undefined) cli.say(`There are no jobs in ${queue.directory} yet.`);
  else cli.say(`There is nothing to show: ${noneSelected(selection)}.`);
}

/** Where there is little room, "3 min ago" leaves more of it to the name than a date does. */
const WIDE_ENOUGH_FOR_DATES = 80;

function printTable(cli: Cli, jobs: readonly JobOrDamaged[]): void {
  const { out } = cli;
  const { width } = out;
  const now = Date.now();
  const time = (ms: number): string =>
    width !== undefined && width < WIDE_ENOUGH_FOR_DATES ? relativeTime(ms, now) : localTime(ms);
  const rows = jobs.map((job): Cell[] => [
    { text: printable(job.id), style: "cyan" },
    job.state === "damaged" ? { text: printable(job.reason) } : { text: rowLabel(job.id, job.params) },
    { text: stateWords(job, now), style: STATE_STYLE[job.state] },
    { text: job.state === "damaged" ? "-" : time(job.createdAt.getTime()), style: "dim" },
  ]);
  const lines = tableLines(out, ["ID", "NAME", "STATE", "CREATED_AT"], rows, { yielding: 1, width });
  out.write(`${lines.join("\n")}\n`);
  sayDamaged(cli, jobs);
}

/** The whole queue's being paused stands below the table, once. */
function stateWords(job: JobOrDamaged, now: number): string {
  if (isRunByPython(job)) return `${job.state}, Python worker`;
  const more = job.state === "queued" ? queuedWords({ paused: false }, job, now) : lostWorkerOf(job);
  return more === undefined ? job.state : `${job.state}, ${more}`;
}

/** What the table may have had to cut. */
function sayDamaged(cli: Cli, jobs: readonly JobOrDamaged[]): void {
  const damaged = jobs.filter((job) => job.state === "damaged");
  if (damaged.length === 0) return;
  cli.say(`\n${damaged.length === 1 ? "1 file" : `${damaged.length} files`} cannot be read as a job:`);
  for (const { path, reason } of damaged) cli.say(`  ${printable(path)}: ${printable(reason)}`);
}
