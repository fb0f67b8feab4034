/** The queue as programs import it: the core's, with types for what its jobs hold and with what takes time. */
import path from "node:path";
import { asTheyEnd, changes, onceReadable, untilEnded, type PulseOptions, type StateChange } from "../live/index.js";
import {
  checkedDirectory,
  checkedOptions,
  DirqError,
  JsonText,
  TEXT,
  parseJson,
  shown,
  type DamagedJob,
  type EndedJob,
  type Job,
  type JobOrDamaged,
  type JobParams,
  type JobQueue as CoreQueue,
  type JobQueueOptions as CoreOptions,
  type JobState,
  type JsonLike,
  type JsonObject,
  type ListOptions,
  type OptionRules,
  type Place,
  type SubmitOptions,
} from "../queue/index.js";
import { CheckedQueue } from "./checked-queue.js";
import { PULSE } from "./option-rules.js";
import { assertMatches, complaints, SCHEMA, type Schema } from "./schema.js";

/** What a queue holds, and where. @category Options */
export interface JobQueueOptions<P, R> extends CoreOptions {
  /** What `params` have to be: a schema of zod, valibot or another that follows Standard Schema. Default: any object. */
  readonly params?: Schema<P> | undefined;
  /** What `result` returns. Default: any JSON object. */
  readonly result?: Schema<R> | undefined;
}

const OPTIONS: OptionRules<JobQueueOptions<unknown, unknown>> = {
  params: SCHEMA,
  result: SCHEMA,
  resultsDirectory: TEXT,
  fileSystem: { holds: (value) => typeof value === "object" && value !== null, words: "an object, for tests" },
};

/** A job that came, moved on or went. @category What changes */
export interface JobChange<P> extends StateChange {
  /** The job where it is now; undefined for one that was removed, or has gone on since. */
  readonly job: JobOrDamaged<P> | undefined;
}

/**
 * A job queue that is a directory.
 *
 * Constructing one touches nothing. `create`, `submit` and `claimNext` create what is missing. Whatever else looks for jobs or
 * changes them throws NO_QUEUE where there is no queue; a text of one is undefined there. Methods that only use the disk are
 * synchronous; what waits for something returns a promise or an async iterator, and takes a signal.
 *
 * Every error that is foreseen is a DirqError with a `code`. What a program gives by mistake is refused before anything is
 * done: as a TypeError an option or a state that there is not, or a value of a wrong type, as a RangeError a number out of
 * range. Params, and what `submit` is told of when and how often a job is to run, are INVALID_JOB where they make no sense,
 * as they are where a person has written them into the job.
 *
 * A schema checks what goes in and what comes out, but not `params.dirq`, and changes neither, so that both have the type of
 * what it takes: its defaults are not filled in. A job whose params it refuses is not submitted, and one that somebody else
 * has submitted is read as damaged, with the reason.
 *
 * A queue that is disposed of gives back the jobs that it has claimed and not finished.
 *
 * - To submit: `submit`, `submitMany`, and `resubmit` a job that there is.
 * - To look: `get`, `list`, `counts`, `result`, `errorText`, `resultDirectory`, `workers`, `diagnose`.
 * - To wait: `waitFor` a job, `wait` for several, `watch` all that changes.
 * - To change: `cancel`, `hold` and `unhold`, `remove` to the `trash` and `restore`; `pause` and `resume` the whole queue. What
 *   ends in `Many` does it to several in the time of one, while its results are iterated: nothing before, and no more after.
 * - To run jobs, better extend {@link Worker}, which does all of this: `claimNext`, `updateProgress`, then `finish` or
 *   `release`.
 *
 * The others are for tools that do more with a queue, as the command line does.
 *
 * @typeParam P the params of its jobs: a type or an interface of what JSON can hold
 * @typeParam R the results of its jobs, likewise
 * @category Where to begin
 */
export class JobQueue<P extends JsonLike<P> = JobParams, R extends JsonLike<R> = JsonObject> extends CheckedQueue<P> {
  private readonly schemas: Pick<JobQueueOptions<P, R>, "params" | "result">;

  /** @param directory the queue's, relative to the current directory or absolute */
  constructor(directory: string, options: JobQueueOptions<P, R> = {}) {
    super(checkedDirectory(directory), checkedOptions("JobQueue", options, OPTIONS));
    this.schemas = options;
  }

  /** The params as `submitMany` would write them, all checked as there, by the schema too; touches nothing. @throws as `submit` */
  override paramsToSubmit(list: readonly (P | JsonText)[], options?: SubmitOptions): string[] {
    const texts = super.paramsToSubmit(list, options);
    const { params: schema } = this.schemas;
    if (schema !== undefined) {
      for (const params of list) {
        const value = params instanceof JsonText ? parseJson(params.toString()) : params;
        assertMatches(schema, withoutBookkeeping(value), "Cannot submit a job with these params", "INVALID_JOB");
      }
    }
    return texts;
  }

  override get(id: string): JobOrDamaged<P> | undefined {
    const job = super.get(id);
    return job && this.checked(job);
  }

  /** Jobs, the newest first. Reads no more files than `limit` needs. @throws DirqError NO_QUEUE */
  override list(options?: ListOptions): JobOrDamaged<P>[] {
    return super.list(options).map((job) => this.checked(job));
  }

  override readAt(place: Place): JobOrDamaged<P> | undefined {
    const job = super.readAt(place);
    return job && this.checked(job);
  }

  /**
   * What a job returned: `result.json`, else `results.json`; undefined where there is none yet. Integers beyond 2^53 are
   * bigint.
   * @throws DirqError INVALID_JOB when it is not a JSON object, or the schema refuses it
   */
  result(id: string): R | undefined {
    const text = this.resultText(id);
    if (text === undefined) return undefined;
    const attempt = `Cannot read the result of job ${id}`;
    const value = parseResult(text, attempt);
    if (this.schemas.result !== undefined) assertMatches(this.schemas.result, value, attempt, "INVALID_JOB");
    return value as R;
  }

  /**
   * The job once it has ended, well or badly.
   * @throws DirqError NOT_FOUND when it is not there, or is removed; INVALID_JOB when its file cannot be read; the
   * signal's reason when that is aborted
   */
  async waitFor(id: string, options: PulseOptions = {}): Promise<EndedJob<P>> {
    return (await untilEnded(untyped(this), id, checkedOptions("waitFor", options, PULSE))) as EndedJob<P>;
  }

  /** Each of the jobs once it has ended, in the order in which they do; for one there is `waitFor`. @throws as `waitFor` */
  wait(ids: Iterable<string> & object, options: PulseOptions = {}): AsyncGenerator<EndedJob<P>> {
    // A string is an iterable of its letters, which are no jobs.
    if (typeof ids !== "object" || ids === null || !(Symbol.iterator in ids))
      throw new TypeError(`Cannot wait for several jobs: their ids must be a list, not ${shown(ids)}.`);
    return asTheyEnd(untyped(this), ids, checkedOptions("wait", options, PULSE)) as AsyncGenerator<EndedJob<P>>;
  }

  /**
   * Jobs that come, move on or go, from now on. Where the system tells of changes, within some 20 ms; what other machines
   * do on a share, at the next look. Of a job that passes through several states between two looks, the last is told.
   * @throws DirqError NO_QUEUE from the call itself; QUEUE_UNUSABLE when it cannot be read for 30 s; the signal's reason
   * when that is aborted
   */
  watch(options: PulseOptions = {}): AsyncGenerator<JobChange<P>> {
    return this.withJobs(changes(untyped(this), checkedOptions("watch", options, PULSE)), options);
  }

  private async *withJobs(found: AsyncIterable<StateChange>, options: PulseOptions): AsyncGenerator<JobChange<P>> {
    for await (const change of found) {
      const job = change.to === undefined ? undefined : await onceReadable(() => this.get(change.id), options);
      yield { ...change, job };
    }
  }

  /** A job as it is read, or what the schema says of its params. */
  private checked(job: JobOrDamaged<P>): JobOrDamaged<P> {
    const { params: schema } = this.schemas;
    if (job.state !== "damaged" && schema !== undefined) {
      const wrong = complaints(schema, withoutBookkeeping(job.params));
      if (wrong !== undefined) return this.damaged(job, `its params are not those of this queue: ${wrong}`);
    }
    return job;
  }

  private damaged({ id, state }: Job<P>, reason: string): DamagedJob {
    return { state: "damaged", id, folder: state, path: this.fileOf(id, state), reason };
  }

  /** The job may have moved since it was read. */
  private fileOf(id: string, state: JobState): string {
    try {
      return this.jobFile(id);
    } catch (error) {
      if (error instanceof DirqError && error.code === "NOT_FOUND")
        return path.join(this.directory, state, `${id}.json`);
      throw error;
    }
  }
}

/** A queue for what takes jobs as they are written: whatever its type says, a file holds a JSON object. */
export function untyped(queue: CoreQueue<object>): CoreQueue {
  return queue as CoreQueue;
}

/** A schema knows the params of a program; `dirq` among them is the queue's own. */
function withoutBookkeeping(params: unknown): unknown {
  if (typeof params !== "object" || params === null || !Object.hasOwn(params, "dirq")) return params;
  return Object.fromEntries(Object.entries(params).filter(([key]) => key !== "dirq"));
}

/** @throws DirqError INVALID_JOB */
function parseResult(text: string, attempt: string): unknown {
  try {
    return JsonText.parse(text) && parseJson(text);
  } catch (error) {
    throw new DirqError("INVALID_JOB", `${attempt}: ${(error as Error).message}`, { cause: error });
  }
}
