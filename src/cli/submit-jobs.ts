/** Putting jobs into the queue: many at a time, their ids printed as soon as they are safe on the disk. */
import {
  DirqError,
  type JobQueue,
  type JsonObject,
  type JsonText,
  type QueuedJob,
  type SubmitOptions,
} from "../queue/index.js";
import { jobs as inWords, rowFacts, waitingWords } from "../wording/index.js";
import type { Cli } from "./cli.js";
import { EXIT } from "./exit-codes.js";
import { jobDocuments, onOneLine } from "./job-json.js";
import { MOST_TO_COPY } from "./job-words.js";
import { sayIfNobodyWorks } from "./nobody-works.js";
import { CannotWrite } from "./screen.js";
import { CommandError, sayTrouble } from "./trouble.js";

export interface JobToSubmit {
  readonly params: JsonText | JsonObject;
  /** Where it comes from, for messages; absent for the one that the command line itself is. */
  readonly from?: string;
}

export interface Submission {
  readonly jobs: readonly JobToSubmit[];
  readonly schedule: SubmitOptions;
  /** Print documents. */
  readonly json: boolean;
}

/** Undefined for what is JSON, which is taken as it is. */
export function commandOf({ params }: JobToSubmit): string | undefined {
  return "command" in params && typeof params["command"] === "string" ? params["command"] : undefined;
}

/** So many are made safe together. Whoever reads the ids need not wait for all of ten thousand. */
const AT_ONCE = 1_000;

/** @throws CommandError that names the one that no job's file can hold, before anything is submitted */
export function checkJobs(queue: JobQueue, jobs: readonly JobToSubmit[], schedule: SubmitOptions): string[] {
  const paramsOf = ({ params }: JobToSubmit): JobToSubmit["params"] => params;
  try {
    return queue.paramsToSubmit(jobs.map(paramsOf), schedule);
  } catch (error) {
    if (!isInvalid(error)) throw error;
    for (const job of jobs) {
      const reason = reasonAgainst(queue, job, schedule);
      if (reason !== undefined && job.from !== undefined)
        throw new CommandError(`${job.from}: ${reason} Nothing was submitted.`);
    }
    throw error;
  }
}

function reasonAgainst(queue: JobQueue, { params }: JobToSubmit, schedule: SubmitOptions): string | undefined {
  try {
    queue.paramsToSubmit([params], schedule);
    return undefined;
  } catch (error) {
    if (!isInvalid(error)) throw error;
    return error.message;
  }
}

function isInvalid(error: unknown): error is DirqError {
  return error instanceof DirqError && error.code === "INVALID_JOB";
}

/**
 * Submits in this order and prints the ids, or with `json` the jobs' documents. What cannot be printed is submitted all
 * the same, and said. @throws as `checkJobs`
 */
export async function submitJobs(
  cli: Cli,
  queue: JobQueue,
  { jobs, schedule, json }: Submission,
): Promise<QueuedJob[]> {
  const params = jobs.map((job) => job.params);
  // One is checked by the submitting itself; of many, none may be written before the last is known to be good.
  const submitted: QueuedJob[] = [];
  let trouble: unknown;
  const print = (some: QueuedJob[]): void => {
    submitted.push(...some);
    const lines = json ? jobDocuments(queue, some).map(onOneLine) : some.map(({ id }) => id);
    try {
      // Whoever reads no further, `head` for example, still wants all jobs to be submitted.
      cli.out.offer(lines.map((line) => `${line}\n`).join(""));
    } catch (error) {
      if (!(error instanceof CannotWrite)) throw error;
      trouble ??= error;
    }
  };
  if (jobs.length === 1) print(queue.submitMany(params, schedule));
  else {
    checkJobs(queue, jobs, schedule);
    for (let at = 0; at < params.length; at += AT_ONCE)
      print(await queue.submitManyMeanwhile(params.slice(at, at + AT_ONCE), schedule));
  }
  if (trouble !== undefined) sayUnprinted(cli, trouble, submitted);
  return submitted;
}

/** Whoever took them for lost would submit them once more. */
function sayUnprinted(cli: Cli, trouble: unknown, submitted: readonly QueuedJob[]): void {
  const [first, last] = [submitted[0]?.id ?? "", submitted.at(-1)?.id ?? ""];
  sayTrouble(cli, trouble);
  const which = submitted.length === 1 ? `Job ${first} was` : `${inWords(submitted.length)}, ${first} to ${last}, were`;
  cli.say(`${which} submitted all the same.`);
  cli.exitCode = cli.troubleCode ?? EXIT.failure;
}

/** Only workers move on what is due, so in a queue without one nothing ever starts. */
export function sayWhyNotYet(cli: Cli, queue: JobQueue, jobs: readonly QueuedJob[]): void {
  // All jobs of one call wait for the same.
  const [first] = jobs;
  const waits = first && waitingWords({ ...rowFacts(first), paused: queue.paused }, Date.now());
  if (waits !== undefined) cli.say(`Not to run yet: ${waits}.`);
  const ids = jobs.map(({ id }) => id);
  const areFew = ids.length <= MOST_TO_COPY;
  if (waits?.startsWith("held") && areFew) cli.say(`To let it start: ${cli.commandLine("release", ...ids)}`);
  if (queue.paused) cli.say(`To let the queue go on: ${cli.commandLine("resume")}`);
  sayIfNobodyWorks(cli, queue);
}
