/** What there is to say about one job, each fact with its label; all of it safe to show. */
import { statSync } from "node:fs";
import {
  priorityOf,
  type DamagedJob,
  type Job,
  type JobOrDamaged,
  type JobParams,
  type JobQueue,
} from "../../queue/index.js";
import {
  attemptOf,
  absoluteTime,
  bookkeeping,
  duration,
  endOf,
  parentIds,
  percent,
  printable,
  printableLines,
  relativeTime,
} from "../../wording/index.js";
import { isRunByPython } from "../workers/python-workers.js";
import { endLine, lostWorkerOf, needsOf, queuedWords } from "./job-line.js";
import { shownText } from "./without-secrets.js";

export interface Field {
  readonly label: string;
  readonly value: string;
}

/** Facts that are not known are left out. */
export function fieldsOf(queue: JobQueue, job: JobOrDamaged): Field[] {
  const fields = job.state === "damaged" ? damagedFields(job) : jobFields(queue, job);
  return fields.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

type MaybeField = readonly [label: string, value: string | undefined];

function damagedFields({ id, folder, path, reason }: DamagedJob): MaybeField[] {
  return [
    ["Id", printable(id)],
    ["State", `damaged, in ${folder}`],
    ["File", printable(path)],
    ["Reason", printable(reason)],
  ];
}

function jobFields(queue: JobQueue, job: Job): MaybeField[] {
  const now = Date.now();
  const { params } = job;
  return [
    ["Id", printable(job.id)],
    ["Name", job.name === undefined ? undefined : printable(job.name)],
    ["State", stateOf(queue, job, now)],
    ["Command", commandOf(params)],
    ["Directory", stringParam(params, "cwd")],
    ["Needs", job.state === "queued" ? needsOf(job) : undefined],
    ["Priority", priorityOf(params) === 0 ? undefined : String(priorityOf(params))],
    ["Created", moment(job.createdAt, now)],
    ...runFields(job, now),
    ["After", parentIds(params).map(printable).join(", ") || undefined],
    ["Batch", ownString(params, "batch")],
    ["Again of", ownString(params, "resubmit_of")],
    ["Job file", printable(queue.jobFile(job.id) ?? "")],
    ["Results", existing(queue.resultDirectory(job.id))],
  ];
}

function stateOf(queue: JobQueue, job: Job, now: number): string {
  switch (job.state) {
    case "queued":
      return [job.state, queuedWords(queue, job, now), attemptOf(job, queue)].filter(Boolean).join(", ");
    case "running":
      return [job.state, lostWorkerOf(job), attemptOf(job, queue), job.progress > 0 && percent(job.progress)]
        .filter(Boolean)
        .join(", ");
    case "completed":
      return job.state;
    case "failed":
      return endOf(job)?.kind === "failed" ? endLine(job) : `${job.state}, ${endLine(job)}`;
  }
}

function runFields(job: Job, now: number): MaybeField[] {
  if (job.state === "queued") return [];
  const ended = job.state === "running" ? undefined : job.finishedAt;
  return [
    ["Started", job.startedAt && `${moment(job.startedAt, now)}, waited ${length(job.createdAt, job.startedAt)}`],
    ["Ended", ended && `${moment(ended, now)}${job.startedAt ? `, ran ${length(job.startedAt, ended)}` : ""}`],
    ["Worker", job.workerName && `${printable(job.workerName)}${isRunByPython(job) ? " (Python)" : ""}`],
  ];
}

function moment(time: Date, now: number): string {
  return `${absoluteTime(time.getTime())}, ${relativeTime(time.getTime(), now)}`;
}

function length(start: Date, end: Date): string {
  return duration(end.getTime() - start.getTime());
}

function commandOf(params: JobParams): string | undefined {
  const { command } = params;
  return typeof command === "string" ? printableLines(shownText(command, params)) : undefined;
}

function stringParam(params: JobParams, key: string): string | undefined {
  const value = params[key];
  return typeof value === "string" ? printableLines(value) : undefined;
}

function ownString(params: JobParams, key: string): string | undefined {
  const value = bookkeeping(params, key);
  return typeof value === "string" ? printable(value) : undefined;
}

function existing(directory: string): string | undefined {
  return statSync(directory, { throwIfNoEntry: false }) === undefined ? undefined : printable(directory);
}
