/** The core: a directory, its format, and who owns a job. */
export { isAsWritten } from "./as-written.js";
export type { SubmitOptions } from "./bookkeeping.js";
export { cancelledWords, type CancelRequest } from "./cancel-request.js";
export { workerOf } from "./claim-key.js";
export type { CancelOptions } from "./cancel.js";
export type { Claim } from "./claim.js";
export type { ClaimOptions } from "./claimer.js";
export type { ClaimWatch } from "./claim-watch.js";
export {
  AmbiguousIdError,
  DirqError,
  MovedOnError,
  UnconfirmedError,
  type DirqErrorCode,
  type TextFault,
} from "./errors.js";
export { forEachToken, formatJson, indentJson, JsonText, parseJson } from "./exact-json.js";
export * from "./job.js";
export type { JsonLike } from "./json-like.js";
export { jsonLeaves, type JsonLeaf } from "./json-leaves.js";
export type { NewestOptions } from "./newest-places.js";
export { endOf, type OneOfMany } from "./in-groups.js";
export { O_NOFOLLOW, O_NONBLOCK } from "./file-system.js";
export type { CompletedOutcome, FailedOutcome, Outcome } from "./outcome.js";
export { livenessOf, type Liveness } from "./identity.js";
export type { KnownPlaces, Place, Places } from "./place.js";
export { newWorkerRecord, removePresence, writePresence, type RecordedProcess, type WorkerRecord } from "./presence.js";
export type { StopRequest } from "./stop-request.js";
export { openStore, type Store } from "./store.js";
export { environmentOfProcess, startTimeOf, statOf } from "./process-stat.js";
export { isClaimableId, isFileName, timeOfId } from "./job-id.js";
export { ChangingQueue } from "./changing-queue.js";
export { Inbox } from "./inbox.js";
export { JobQueue, type JobQueueOptions } from "./job-queue.js";
export type { ReadableQueue } from "./readable-queue.js";
export type { ListOptions } from "./job-list.js";
export type { JobWithText } from "./reader.js";
export type { KillProcesses, Recovery } from "./recover.js";
export { inOrderOfPriority, priorityOf } from "./priority.js";
export { randomHex } from "./random.js";
export type { ResubmitOptions } from "./resubmit.js";
export { hasCode, isGone, isSystemError } from "./system-errors.js";
export { RESULT_FILES } from "./texts.js";
export type { TrashedJob } from "./trash/list.js";
export type { RemoveOptions } from "./trash/remove.js";
export type { WaitingMover } from "./waiting-mover.js";
export { lostItsWorker, type WorkerStatus } from "./workers.js";
export { isSame } from "./doctor/diagnose.js";
export { forbidsWriting, type Finding, type FindingKind } from "./doctor/finding.js";
