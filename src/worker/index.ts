/** Runs jobs: the loop, the shell job, stopping. */
export { JobFailure, type JobFailureOptions } from "./job-failure.js";
export { ShellWorker, type ShellWorkerOptions } from "./shell-worker.js";
export { LogReplacedError, shortenLog, SMALLEST_LOG_SIZE } from "./shorten-log.js";
export { Worker, type JobContext, type JobResult, type RunOptions } from "./worker.js";
export { killLeftBehind } from "./terminate/kill-left-behind.js";
export type { JobEnd, WorkerEvent } from "./worker-event.js";
