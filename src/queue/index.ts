/** The core: a directory, its format, and who owns a job. */
export { cancelledWords, type CancelRequest } from "./cancel-request.js";
export type { Claim } from "./claim.js";
export type { ClaimState, ClaimWatch } from "./claim-watch.js";
export type { Place } from "./document.js";
export { isSystemError } from "./disk.js";
export { AmbiguousIdError, DirqError, type DirqErrorCode } from "./errors.js";
export { formatJson, indentJson, JsonText, parseJson } from "./exact-json.js";
export { timeOfId } from "./job-id.js";
export * from "./job.js";
export type { Outcome } from "./outcome.js";
export { newWorkerRecord, removePresence, writePresence, type RecordedProcess, type WorkerRecord } from "./presence.js";
export { openStore, type Store } from "./store.js";
export { readProcess, startTimeOf, statOf } from "./process-stat.js";
export { JobQueue, type JobQueueOptions } from "./queue.js";
export type { ListOptions } from "./reader.js";
export type { KillProcesses, Recovery } from "./recover.js";
export type { Scan } from "./scan.js";
export type { TrashedJob } from "./trash.js";
