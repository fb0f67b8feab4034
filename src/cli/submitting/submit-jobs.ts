/** Putting jobs into the queue: many at a time, their ids printed as soon as they are safe on the disk. */
import {
  DirqError,
  type JobQueue,
  type JsonObject,
  type JsonText,
  type QueuedJob,
  type SubmitOptions,
} from "../../queue/index.js";
import { count, jobs as inWords } from "../../wording/index.js";
import { untilStopped } from "../changing/until-stopped.js";
import type { Cli } from "../cli.js";
import { jobDocuments, onOneLine } from "../json/job-json.js";
import type { CannotWrite } from "../screen.js";
import { codeOf, CommandError, sayTrouble } from "../trouble.js";
import { printLines, sayUnprinted, type NewJobs } from "./submitted.js";

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
  try {
    return queue.paramsToSubmit(paramsOf(jobs), schedule);
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

function paramsOf(jobs: readonly JobToSubmit[]): JobToSubmit["params"][] {
  return jobs.map(({ params }) => params);
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

export interface Submitted extends NewJobs {
  /** What to end with at once, where something kept the last of them from being submitted. */
  readonly stopped: number | undefined;
}

/**
 * Submits in this order and prints the ids, or with `json` the jobs' documents. What cannot be printed is submitted all
 * the same, and said; so is how many are in the queue when Ctrl-C or the disk keeps the others from it.
 * @throws as `checkJobs`; what the disk refuses where none is in the queue
 */
export async function submitJobs(cli: Cli, queue: JobQueue, submission: Submission): Promise<Submitted> {
  const { jobs, schedule, json } = submission;
  const submitted: string[] = [];
  let first: QueuedJob | undefined;
  const placed: string[] = [];
  let trouble: CannotWrite | undefined;
  const print = (some: QueuedJob[]): void => {
    first ??= some[0];
    submitted.push(...some.map(({ id }) => id));
    const lines = json ? jobDocuments(queue, some).map(onOneLine) : some.map(({ id }) => id);
    const refused = printLines(cli, lines);
    trouble ??= refused;
  };
  let stopped: number | undefined;
  try {
    // One is checked by the submitting itself; of many, none may be written before the last is known to be good.
    const [only, ...others] = paramsOf(jobs);
    if (only !== undefined && others.length === 0) print([queue.submit(only, schedule)]);
    else stopped = await untilStopped(groupsOf(queue, submission, placed), print);
    if (stopped !== undefined) cli.say(`Stopped: ${count(submitted.length)} of ${inWords(jobs.length)} submitted`);
  } catch (error) {
    if (placed.length === 0) throw error;
    sayTrouble(cli, error);
    sayHowFar(cli, { submitted, placed, of: jobs.length });
    stopped = cli.troubleCode ?? codeOf(error);
  }
  if (trouble !== undefined) sayUnprinted(cli, trouble, submitted);
  return { ids: submitted, first, stopped };
}

/** Some at a time. `placed` gets the ids of those that are in the queue, also when what was to follow fails. */
async function* groupsOf(
  queue: JobQueue,
  { jobs, schedule }: Submission,
  placed: string[],
): AsyncGenerator<QueuedJob[]> {
  checkJobs(queue, jobs, schedule);
  const params = paramsOf(jobs);
  for (let at = 0; at < params.length; at += AT_ONCE)
    yield await queue.submitManyMeanwhile(params.slice(at, at + AT_ONCE), schedule, (id) => placed.push(id));
}

interface HowFar {
  readonly submitted: readonly string[];
  readonly placed: readonly string[];
  readonly of: number;
}

function sayHowFar(cli: Cli, { submitted, placed, of }: HowFar): void {
  const unsure = placed.slice(submitted.length);
  if (unsure.length > 0)
    cli.say(
      `${inWords(unsure.length)}, ${unsure[0] ?? ""} to ${unsure.at(-1) ?? ""}: in the queue, but a power cut may take them away.`,
    );
  cli.say(`${count(placed.length)} of ${inWords(of)} submitted`);
}
