/**
 * The library of dirq: a job queue that is a directory, for programs of your own.
 *
 * ```ts
 * import { JobQueue, ShellWorker } from "dirq";
 *
 * const queue = new JobQueue("jobs");
 * const { id } = queue.submit({ command: "echo hello", name: "hello" });
 * void new ShellWorker(queue).run({ stopWhenEmpty: true }); // or `dirq worker`, in another terminal
 * const job = await queue.waitFor(id);
 * console.log(job.state, queue.result(id)?.["output"]); // completed hello
 * ```
 *
 * - {@link JobQueue} submits jobs, looks at them, changes them, and waits for them.
 * - {@link ShellWorker} runs jobs that are commands; a class that extends {@link Worker} those of your own making.
 * - {@link LiveQueue} is for what shows jobs all the time: counts, pages under a filter, every change, output as it comes.
 * - {@link Job} is a job, whose `state` says what else it has; {@link SubmitOptions} how it is submitted.
 * - {@link DirqError} is every error that is foreseen; its `code` says which.
 *
 * @packageDocumentation
 */
export {
  AmbiguousIdError,
  DirqError,
  formatJson,
  isShellJob,
  JOB_STATES,
  JsonText,
  parseJson,
  type CancelOptions,
  type Claim,
  type ClaimOptions,
  type CompletedJob,
  type CompletedOutcome,
  type DamagedJob,
  type DirqErrorCode,
  type EarlierAttempt,
  type EmptyTrashOptions,
  type EndedJob,
  type FailedJob,
  type FailedOutcome,
  type Finding,
  type FindingKind,
  type Job,
  type JobOrDamaged,
  type JobParams,
  type JobState,
  type JsonLike,
  type JsonObject,
  type JsonValue,
  type ListOptions,
  type Liveness,
  type NewestOptions,
  type OneOfMany,
  type Outcome,
  type KnownPlaces,
  type Place,
  type Places,
  type QueuedJob,
  type RemoveOptions,
  type ResubmitOptions,
  type RunningJob,
  type StopRequest,
  type SubmitOptions,
  type TextFault,
  type TrashedJob,
  type WorkerStatus,
} from "./queue/index.js";
export {
  SORT_KEYS,
  type Counts,
  type JobOutput,
  type PulseOptions,
  type SortKey,
  type StateChange,
  type WatchedStatus,
} from "./live/index.js";
export {
  JobQueue,
  LiveQueue,
  type JobChange,
  type JobPage,
  type JobQueueOptions,
  type LiveChange,
  type LiveOptions,
  type PageOptions,
  type Schema,
} from "./library/index.js";
export {
  JobFailure,
  ShellWorker,
  Worker,
  type JobContext,
  type JobEnd,
  type JobFailureOptions,
  type JobResult,
  type RunOptions,
  type ShellWorkerOptions,
  type WorkerEvent,
} from "./worker/index.js";
