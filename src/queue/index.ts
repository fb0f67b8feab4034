/** The core: a directory, its format, and who owns a job. */
export { ChangingQueue } from "./changing-queue.js";
export { workerOf } from "./reading/claim-key.js";
export type { ClaimWatch } from "./claiming/claim-watch.js";
export type { Claim } from "./owning/claim.js";
export { ClaimsAfterSilence } from "./owning/claims-after-silence.js";
export type { ClaimOptions } from "./claiming/claimer.js";
export { O_NOFOLLOW, O_NONBLOCK } from "./disk/file-system.js";
export { openStore, type Store } from "./disk/store.js";
export { hasCode, isGone, isSystemError } from "./disk/system-errors.js";
export { forbidsWriting, isAmong, type Finding, type FindingKind } from "./doctor/finding.js";
export { cancelledWords, type CancelRequest } from "./ending/cancel-request.js";
export type { CancelOptions } from "./changing/cancel.js";
export type { CompletedOutcome, FailedOutcome, Outcome } from "./ending/outcome.js";
export {
  AmbiguousIdError,
  DirqError,
  MovedOnError,
  UnconfirmedError,
  type DirqErrorCode,
  type TextFault,
} from "./errors.js";
export { checkedId, isClaimableId, isFileName, timeOfId } from "./format/job-id.js";
export type { KnownPlaces, Place, Places } from "./format/place.js";
export { settleOne, type OneOfMany } from "./in-groups.js";
export { Inbox } from "./inbox.js";
export { JobQueue, type JobQueueOptions } from "./job-queue.js";
export * from "./job.js";
export { isAsWritten } from "./json/as-written.js";
export { forEachToken, formatJson, indentJson, JsonText, parseJson } from "./json/exact-json.js";
export { jsonLeaves, type JsonLeaf } from "./json/json-leaves.js";
export type { JsonLike } from "./json/json-like.js";
export { livenessOf, type Liveness } from "./processes/identity.js";
export {
  CALLABLE,
  checkedDirectory,
  checkedOptions,
  FLAG,
  isQueue,
  numberThat,
  PAUSE,
  shown,
  SIGNAL,
  STATES,
  TEXT,
  type OptionRule,
  type OptionRules,
} from "./options.js";
export {
  newWorkerRecord,
  removePresence,
  writePresence,
  type RecordedProcess,
  type WorkerRecord,
} from "./processes/presence.js";
export { environmentOfProcess, startTimeOf, statOf } from "./processes/process-stat.js";
export type { StopRequest } from "./processes/stop-request.js";
export { lostItsWorker, type WorkerStatus } from "./processes/workers.js";
export { randomHex } from "./random.js";
export type { ReadableQueue } from "./readable-queue.js";
export type { ListOptions } from "./reading/job-list.js";
export type { NewestOptions } from "./reading/newest-places.js";
export type { JobWithText } from "./reading/reader.js";
export { RESULT_FILES } from "./reading/texts.js";
export type { KillProcesses, Recovery } from "./recovering/recover.js";
export type { SubmitOptions } from "./scheduling/bookkeeping.js";
export { inOrderOfPriority, priorityOf } from "./scheduling/priority.js";
export type { WaitingMover } from "./changing/waiting-mover.js";
export type { ResubmitOptions } from "./submitting/resubmit.js";
export { sortAsRemoved, trashSeen, type TrashedJob, type TrashFound } from "./trash/list.js";
export type { RemoveOptions } from "./changing/remove.js";
export type { EmptyTrashOptions } from "./trash/purge.js";
export type { TrashSeen } from "./trash/trash-seen.js";
