import { statSync } from "node:fs";
import { DirqError, JobQueue, type Job, type JobOrDamaged, type JobParams } from "../../queue/index.js";
import {
  absoluteTime,
  duration,
  endOf,
  percent,
  printable,
  printableLines,
  relativeTime,
  waitingWords,
} from "../../wording/index.js";
import type { Cli } from "../cli.js";
import { defineCommand } from "../command.js";
import { jobDocument, resultObject } from "../job-json.js";
import { endLine } from "../job-line.js";
import { JOB_WORD, resolveJob } from "../job-words.js";
import { STATE_STYLE } from "../state-style.js";

export const info = defineCommand({
  about: "All about one job: what it runs, when it did, how it ended, and its result or error.",
  words: { usage: "<id>", help: JOB_WORD },
  options: {
    json: { type: "boolean", help: "the job's document and its result, every number exactly as it stands in the file" },
  },
  examples: [
    ["Why did it fail?", "dirq info last-failed"],
    ["A value of its result", "dirq info last --json | jq .result.loss"],
  ],
  run(cli, [word = ""], { json }) {
    const queue = new JobQueue(cli.jobsDirectory);
    const id = resolveJob(queue, word);
    const job = queue.get(id);
    if (job === undefined) throw new DirqError("NOT_FOUND", `Job ${id} was removed from ${queue.directory} just now.`);
    if (json) cli.out.line(jsonOf(queue, job));
    else printInfo(cli, queue, job);
  },
});

function jsonOf(queue: JobQueue, job: JobOrDamaged): string {
  const document = jobDocument(queue, job);
  const result = resultObject(queue, job.id);
  return (result === undefined ? document : document.set("result", result)).toString();
}

type Field = readonly [label: string, value: string | undefined];

function printInfo(cli: Cli, queue: JobQueue, job: JobOrDamaged): void {
  const fields = job.state === "damaged" ? damagedFields(job) : jobFields(queue, job);
  const shown = fields.filter((field): field is [string, string] => field[1] !== undefined);
  const width = Math.max(...shown.map(([label]) => label.length));
  for (const [label, value] of shown) {
    const text = label === "State" ? cli.out.style(STATE_STYLE[job.state], value) : indented(value, width + 2);
    cli.out.line(`${cli.out.style("bold", label.padEnd(width))}  ${text}`);
  }
  if (job.state === "damaged") return;
  printSection(cli, "Params", queue.paramsText(job.id));
  if (job.state === "completed")
    printSection(
      cli,
      "Result",
      textOrReason(() => queue.resultText(job.id)),
    );
  if (job.state === "failed") printSection(cli, "Error", textOrReason(() => queue.errorText(job.id)) ?? job.error);
}

function damagedFields({ id, folder, path, reason }: JobOrDamaged & { state: "damaged" }): Field[] {
  return [
    ["Id", printable(id)],
    ["State", `damaged, in ${folder}`],
    ["File", printable(path)],
    ["Reason", printable(reason)],
  ];
}

function jobFields(queue: JobQueue, job: Job): Field[] {
  const now = Date.now();
  const { params } = job;
  return [
    ["Id", printable(job.id)],
    ["Name", job.name === undefined ? undefined : printable(job.name)],
    ["State", stateOf(job, now)],
    ["Command", stringParam(params, "command")],
    ["Directory", stringParam(params, "cwd")],
    ["Created", moment(job.createdAt, now)],
    ...runFields(job, now),
    ["Again of", resubmitOf(params)],
    ["Job file", printable(queue.jobFile(job.id) ?? "")],
    ["Results", existing(queue.resultDirectory(job.id))],
  ];
}

function stateOf(job: Job, now: number): string {
  switch (job.state) {
    case "queued":
      return job.waiting === undefined ? job.state : `${job.state}, ${waitingWords(job.waiting, now)}`;
    case "running":
      return job.progress > 0 ? `${job.state}, ${percent(job.progress)}` : job.state;
    case "completed":
      return job.state;
    case "failed":
      return endOf(job)?.kind === "failed" ? endLine(job) : `${job.state}, ${endLine(job)}`;
  }
}

function runFields(job: Job, now: number): Field[] {
  if (job.state === "queued") return [];
  const ended = job.state === "running" ? undefined : job.finishedAt;
  return [
    ["Started", job.startedAt && `${moment(job.startedAt, now)}, waited ${length(job.createdAt, job.startedAt)}`],
    ["Ended", ended && `${moment(ended, now)}${job.startedAt ? `, ran ${length(job.startedAt, ended)}` : ""}`],
    ["Worker", job.workerName === undefined ? undefined : printable(job.workerName)],
  ];
}

function moment(time: Date, now: number): string {
  return `${absoluteTime(time.getTime())}, ${relativeTime(time.getTime(), now)}`;
}

function length(start: Date, end: Date): string {
  return duration(end.getTime() - start.getTime());
}

function stringParam(params: JobParams, key: string): string | undefined {
  const value = params[key];
  return typeof value === "string" ? printableLines(value) : undefined;
}

function resubmitOf(params: JobParams): string | undefined {
  const bookkeeping = params["dirq"];
  if (typeof bookkeeping !== "object" || bookkeeping === null || Array.isArray(bookkeeping)) return undefined;
  const id = (bookkeeping as JobParams)["resubmit_of"];
  return typeof id === "string" ? printable(id) : undefined;
}

function existing(directory: string): string | undefined {
  return statSync(directory, { throwIfNoEntry: false }) === undefined ? undefined : printable(directory);
}

function printSection(cli: Cli, title: string, text: string | undefined): void {
  if (text === undefined) return;
  cli.out.line(`\n${cli.out.style("bold", title)}`);
  cli.out.line(printableLines(text).trimEnd());
}

/** A job may leave a link or a gigabyte where its result should be; that is part of what there is to say about it. */
function textOrReason(read: () => string | undefined): string | undefined {
  try {
    return read();
  } catch (error) {
    return `(cannot be shown: ${error instanceof Error ? error.message : String(error)})`;
  }
}

/** Further lines of a value stand below its first. */
function indented(value: string, columns: number): string {
  return value.trimEnd().replaceAll("\n", `\n${" ".repeat(columns)}`);
}
