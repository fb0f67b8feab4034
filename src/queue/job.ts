/**
 * What a job is. Types and constants only, no node:*, so that every layer may import this file.
 * The shape on disk (snake_case keys, local times) is read and written in format/document.ts.
 */

/** The four folders that a job can be in, in the order in which it passes through them. @category Jobs */
export const JOB_STATES = ["queued", "running", "completed", "failed"] as const;
/** The folder that a job is in. @category Jobs */
export type JobState = (typeof JOB_STATES)[number];

/**
 * A JSON value as Python writes it. Integers beyond 2^53 are read as `bigint` and written as the same digits;
 * NaN and the infinities are numbers here and `NaN`, `Infinity`, `-Infinity` in the file.
 * @category JSON and schemas
 */
export type JsonValue = string | number | bigint | boolean | null | readonly JsonValue[] | JsonObject;
/** A JSON object. @category JSON and schemas */
export interface JsonObject {
  /** A member that is undefined is left out, as JSON.stringify does. */
  readonly [key: string]: JsonValue | undefined;
}

/**
 * What a job was submitted with: any JSON object. dirq gives a meaning to these keys of a shell job: `command`, `type`
 * (absent or `"shell"`), `cwd` (absolute directory), `env` (object of strings), `timeout` (seconds); to `name` of any
 * job; and keeps its own bookkeeping under the one key `dirq`.
 * @category Jobs
 */
export type JobParams = JsonObject;

interface JobBase<P> {
  /** File name without `.json`; 19 digits, nanoseconds since 1970, for jobs that dirq or Python submitted. */
  readonly id: string;
  /** What it was submitted with. */
  readonly params: P;
  /** `params.name`, where it is a string that is not empty. */
  readonly name: string | undefined;
  /** When it was submitted. */
  readonly createdAt: Date;
}

interface Started {
  /** Undefined where the file does not say it: one that was moved by hand. */
  readonly startedAt: Date | undefined;
  /** Who runs it, or ran it. */
  readonly workerName: string | undefined;
  /** 0 to 1. */
  readonly progress: number;
}

interface Finished extends Started {
  /** Undefined where the file does not say it. */
  readonly finishedAt: Date | undefined;
  /** What the command of a shell job ended with; one ended by a signal has none. */
  readonly exitCode: number | undefined;
  /** The signal that ended the command, for example `SIGKILL`. */
  readonly signal: string | undefined;
}

/** A job that has not started. @category Jobs */
export interface QueuedJob<P = JobParams> extends JobBase<P> {
  readonly state: "queued";
  /** Why it is not to run yet, as its file name in `waiting/` says it, for example `held` or `at-1790000000000`. */
  readonly waiting: string | undefined;
}

/** A job that a worker has taken. @category Jobs */
export interface RunningJob<P = JobParams> extends JobBase<P>, Started {
  readonly state: "running";
  /** The claim that owns it; undefined for a job that a Python worker runs. */
  readonly claim: string | undefined;
}

/** A job that ended well. Its result is a file of its own: `JobQueue.result`. @category Jobs */
export interface CompletedJob<P = JobParams> extends JobBase<P>, Finished {
  readonly state: "completed";
}

/** A job that ended badly, or was cancelled. @category Jobs */
export interface FailedJob<P = JobParams> extends JobBase<P>, Finished {
  readonly state: "failed";
  /** Short message; what is known beyond it stands in `error.txt`. */
  readonly error: string;
}

/**
 * A job: what exists only in some state, only a job in that state has.
 * @category Where to begin
 */
export type Job<P = JobParams> = QueuedJob<P> | RunningJob<P> | CompletedJob<P> | FailedJob<P>;

/** A job that has ended, well or badly. @category Jobs */
export type EndedJob<P = JobParams> = CompletedJob<P> | FailedJob<P>;

/**
 * A file in a state's folder that is not a job that can be read. Shown, never hidden, never moved by a reader.
 * @category Jobs
 */
export interface DamagedJob {
  readonly state: "damaged";
  /** File name without `.json`, not to be trusted: it may hold any character that a file name can. */
  readonly id: string;
  /** The state's folder in which it lies. */
  readonly folder: JobState;
  /** Absolute path of the file. */
  readonly path: string;
  /** In words, for example `not valid JSON: Unexpected token …`. */
  readonly reason: string;
}

/** What may lie in a state's folder. @category Jobs */
export type JobOrDamaged<P = JobParams> = Job<P> | DamagedJob;

/** In which state's folder it lies, also where it is damaged. */
export function folderOf(job: JobOrDamaged): JobState {
  return job.state === "damaged" ? job.folder : job.state;
}

/** Of a job, its place, or a row of it. False where there is none, and of what is damaged, which has no state. */
export function hasEnded(job: { readonly state: JobState | "damaged" } | undefined): boolean {
  return job?.state === "completed" || job?.state === "failed";
}

/**
 * An attempt at a job that has not ended: it failed and another follows, or its worker died. Times in milliseconds since 1970.
 * @category Jobs
 */
export interface EarlierAttempt {
  /** Whether it failed, or its worker died. */
  readonly kind: "failed" | "died";
  /** Of one that failed. */
  readonly error?: string | undefined;
  /** Undefined where nothing tells it. */
  readonly startedMs?: number | undefined;
  /** Undefined where nothing tells it. */
  readonly endedMs?: number | undefined;
}

/**
 * Whether dirq's own shell worker runs this job: `command` is a string and `type` is absent or `"shell"`.
 * @category Jobs
 */
export function isShellJob<P extends object>(params: P): params is P & { readonly command: string } {
  const { command, type } = params as { readonly command?: unknown; readonly type?: unknown };
  return typeof command === "string" && (type === undefined || type === "shell");
}
