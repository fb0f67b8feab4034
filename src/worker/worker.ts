import {
  checkedDirectory,
  checkedOptions,
  isQueue,
  isShellJob,
  JobQueue,
  type JobParams,
  type JsonLike,
  type JsonObject,
  type QueuedJob,
  type RunningJob,
} from "../queue/index.js";
import type { CommandResult } from "./command-result.js";
import { JobLoop } from "./job-loop.js";
import { RUN } from "./option-rules.js";
import type { WorkerEvent } from "./worker-event.js";

/** What a worker is told about one run of one job, and what it can say while it runs. @category Workers of your own */
export interface JobContext {
  /** Absolute path of the job's result directory; it exists. What is left here is kept with the job. */
  readonly resultDir: string;
  /** Aborted when the job is to stop: cancelled, or its worker was told to end at once. */
  readonly signal: AbortSignal;
  /** 0 to 1; above 1 it is a percentage. */
  readonly reportProgress: (progress: number) => void;
  /**
   * Adds a line to the job's `output.log`, as console.log would make it: `dirq logs` and VS Code show it at once. Not for a
   * ShellWorker's jobs, whose commands print there, nor beside a file of that name that the job makes itself: lines for
   * which there is no log are lost. `error.txt` tells so, or a `trouble` event of a job that completed.
   */
  readonly log: (...words: readonly unknown[]) => void;
  /** The worker's name. */
  readonly workerName: string;
  /** 0 … slots - 1: no two jobs that run at the same time in one worker have the same. */
  readonly slot: number;
  /** 1 for the first. */
  readonly attempt: number;
  /** Unique to this run; a process that carries it as `DIRQ_CLAIM` is ended should this worker die. */
  readonly claim: string;
  /** Makes a process group known that runs for this job, so that it can be ended should this worker die. */
  readonly recordProcess: (pid: number, startTime: string) => void;
}

/** How a worker works. @category Options */
export interface RunOptions {
  /** End when nothing is left that this worker could run. Default: wait for more. */
  readonly stopWhenEmpty?: boolean | undefined;
  /** Seconds between two looks at the queue, where no hint comes. Default 1. */
  readonly pollInterval?: number | undefined;
  /**
   * How many jobs run at the same time. Default 1: then each starts when the end of the last one is recorded, or
   * refused by the disk. With more, jobs run while the ends of others are recorded, which are shown as running until then.
   */
  readonly slots?: number | undefined;
  /** Shown as the `worker_name` of its jobs. Default: the class and the process id. */
  readonly name?: string | undefined;
  /** Aborted: claim nothing more, wait for the running jobs, end. */
  readonly signal?: AbortSignal | undefined;
  /** Aborted: stop the running jobs too and give them back to the queue. */
  readonly killSignal?: AbortSignal | undefined;
  /** Told of each job's start and end, and of trouble with the queue, which the worker outlives. */
  readonly onEvent?: ((event: WorkerEvent) => void) | undefined;
}

/**
 * Runs jobs of one kind. A subclass says which (`accepts`) and how (`processJob`); `run` does the rest: it claims, shows
 * progress, records results and errors, recovers what dead workers left, stops on request.
 *
 * @typeParam P the params of the jobs that it accepts: a type or an interface of what JSON can hold
 * @typeParam R what it makes of them, likewise. Default: any JSON object, or nothing
 * @category Where to begin
 */
export abstract class Worker<P extends JsonLike<P> = JobParams, R extends JsonLike<R> | void = JsonObject | void> {
  /** The queue whose jobs it runs. What waits for jobs, and knows their types, is the JobQueue that you keep yourself. */
  readonly queue: JobQueue;

  /** @param queue the queue whose jobs it runs, or its directory */
  constructor(queue: JobQueue<object> | string) {
    // What a job's file holds is a JSON object, whatever more the one who opened the queue knows of it.
    this.queue = (isQueue(queue) ? queue : new JobQueue(checkedDirectory(queue))) as JobQueue;
  }

  /** Whether this worker runs the job; others are left in the queue. Default: every job that is no shell job. */
  accepts(job: QueuedJob): boolean {
    return !isShellJob(job.params);
  }

  /**
   * Runs one job. What it returns becomes `result.json`: a JSON object, in which a bigint is an integer and NaN is NaN, or
   * nothing, which is `{}`. Anything else (a string, an array, a number) fails the job, and is kept in `error.txt`. What it
   * throws fails the job, with the error's message as the job's error and its stack in `error.txt`. A JobFailure says more.
   */
  abstract processJob(job: RunningJob<P>, context: JobContext): JobResult<R> | Promise<JobResult<R>>;

  /**
   * Runs jobs until told to stop, or until the queue is empty with `stopWhenEmpty`.
   * @throws DirqError when the queue cannot be used at the start; TypeError or RangeError for an option that makes no sense
   */
  async run(options: RunOptions = {}): Promise<void> {
    // As of its queue: the loop knows of its jobs that each is a JSON object.
    const worker = this as Worker<object, object | void> as Worker;
    await new JobLoop(worker, checkedOptions("run", options, RUN)).run();
  }
}

/** What a job leaves as its result: by default a JSON object, or nothing. @category Workers of your own */
export type JobResult<R = JsonObject | void> = R | CommandResult;
