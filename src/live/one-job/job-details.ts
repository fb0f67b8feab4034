/** All that a panel shows of one job, with everything that could be large cut to what a screen needs. */
import { join } from "node:path";
import { hasEnded, RESULT_FILES, type Job, type ReadableQueue } from "../../queue/index.js";
import { inQueue, rowOf } from "../live-index/job-row.js";
import type { LiveIndex } from "../live-index/live-index.js";
import type { JobDetails } from "../live-queue.js";
import { earlierLogs } from "../logs/attempt-logs.js";
import { tailOf, withFile } from "../logs/bounded-file.js";
import { withNamedParent } from "./named-parent.js";
import { relatedJobs } from "./related-jobs.js";

const MOST_ERROR_BYTES = 256 * 1024;

export interface JobSource {
  readonly queue: ReadableQueue;
  /** What is known of its other jobs. */
  readonly index: LiveIndex;
}

export function readDetails({ queue, index }: JobSource, id: string): JobDetails | undefined {
  const job = queue.get(id);
  if (job === undefined) return undefined;
  const row = withNamedParent(inQueue(rowOf(job, queue), queue), index);
  const resultDirectory = queue.resultDirectory(id);
  if (job.state === "damaged") return { row, paramsText: "", jobFile: job.path, resultDirectory };
  const result = resultFileIn(resultDirectory);
  return {
    row,
    paramsText: queue.paramsText(id) ?? "",
    command: stringIn(job, "command"),
    cwd: stringIn(job, "cwd"),
    env: environmentOf(job),
    related: relatedJobs(job, index),
    earlierAttempts: hasEnded(job) ? [] : queue.earlierAttempts(id),
    jobFile: queue.jobFile(id),
    resultDirectory,
    resultFile: result?.path,
    resultBytes: result?.size,
    ...errorIn(resultDirectory),
    ...earlierLogs(resultDirectory),
  };
}

function resultFileIn(resultDirectory: string): { readonly path: string; readonly size: number } | undefined {
  for (const name of RESULT_FILES) {
    const path = join(resultDirectory, name);
    const size = withFile(path, ({ stat }) => stat.size);
    if (size !== undefined) return { path, size };
  }
  return undefined;
}

function errorIn(resultDirectory: string): Pick<JobDetails, "errorText" | "errorBeginsEarlier"> | undefined {
  return withFile(join(resultDirectory, "error.txt"), (file) => ({
    errorText: tailOf(file, MOST_ERROR_BYTES),
    errorBeginsEarlier: file.stat.size > MOST_ERROR_BYTES ? true : undefined,
  }));
}

function stringIn(job: Job, key: string): string | undefined {
  const value = job.params[key];
  return typeof value === "string" ? value : undefined;
}

/** What the worker takes of `params.env`: its strings. */
function environmentOf(job: Job): Readonly<Record<string, string>> | undefined {
  const { env } = job.params;
  if (typeof env !== "object" || env === null || Array.isArray(env)) return undefined;
  const isString = (entry: [string, unknown]): entry is [string, string] => typeof entry[1] === "string";
  return Object.fromEntries(Object.entries(env).filter(isString));
}
