/** A failed attempt that is to be followed by another: it is recorded, and the job waits in `waiting/` until its time has come. */
import type { Store } from "../disk/store.js";
import { DirqError } from "../errors.js";
import { WAITING_REASON } from "../format/layout.js";
import { heal } from "../healing/heal.js";
import type { Claim } from "../owning/claim.js";
import { setAsideEarlierResult } from "../owning/earlier-attempt.js";
import { failedAttempts } from "../reading/attempts.js";
import { lookFor } from "../reading/scan.js";
import { bookkeepingOf } from "../scheduling/bookkeeping.js";
import { readCancelRequest } from "./cancel-request.js";
import type { FailedOutcome } from "./outcome.js";

const DEFAULT_DELAY_S = 10;
const LONGEST_DELAY_S = 3_600;

/**
 * Puts a job whose attempt has failed to wait for the next one. False when none is left, or somebody asked to cancel it.
 * @throws DirqError CONFLICT when somebody has taken the job over
 */
export function retryLater(store: Store, claim: Claim, outcome: FailedOutcome, now = Date.now()): boolean {
  const { disk, layout } = store;
  const { retries, retry_delay: delay } = bookkeepingOf(claim.job.params);
  const most = retries ?? 0;
  // Its end was decided when the disk failed at first: the request to cancel it may be tidied away by now.
  if (claim.decided !== undefined || outcome.final === true || most === 0) return false;
  const record = layout.attempt(claim.id, claim.token, "failed");
  // The job waits already when this is called again because the disk had failed right after the move.
  if (!claim.isMine() && retryOf(store, claim.id, claim.token) !== undefined) return true;
  // What a call that the disk failed before the move has left does not count.
  disk.removeFile(record);
  const failures = failedAttempts(store, claim.id);
  if (failures >= most || readCancelRequest(store, claim.id) !== undefined) return false;
  setAsideEarlierResult(store, claim);
  const waiting = `retry-${now + delayMs(delay ?? DEFAULT_DELAY_S, failures)}`;
  disk.create(
    record,
    `${JSON.stringify({ waiting, error: outcome.error, started_ms: claim.job.startedAt?.getTime(), finished_ms: now })}\n`,
  );
  claim.withdraw();
  if (!disk.move(claim.file, layout.waitingJob(claim.id, waiting))) {
    if (isVoid(store, claim)) disk.remove(record);
    throw new DirqError(
      "CONFLICT",
      `Job ${claim.id} was taken over by another worker, so its failure here is not recorded.`,
    );
  }
  disk.sync(layout.waiting);
  heal(store, claim.id);
  return true;
}

/** Twice as long after each failure, and never such that it makes a name which cannot be read again. */
function delayMs(first: number, failures: number): number {
  const seconds = Math.min(Math.max(0, first) * 2 ** failures, LONGEST_DELAY_S);
  return Number.isNaN(seconds) ? 0 : Math.round(seconds * 1_000);
}

/**
 * Whether the record of a failed attempt came too late: whoever had taken the job over meanwhile recorded this worker's death
 * instead, or the job's end. Otherwise that was a worker which read the record, and the attempt counts.
 */
function isVoid(store: Store, { id, token }: Claim): boolean {
  const state = lookFor(store, id)?.state;
  const hasEnded = state !== "queued" && state !== "running";
  return hasEnded || store.disk.exists(store.layout.attempt(id, token, "died"));
}

/** Where a job was to wait whose attempt failed before its worker died; undefined when the attempt had not been recorded as failed. */
export function retryOf({ disk, layout }: Store, id: string, claim: string): string | undefined {
  const text = disk.readOwn(layout.attempt(id, claim, "failed"));
  if (text === undefined || disk.exists(layout.attempt(id, claim, "died"))) return undefined;
  const waiting = /"waiting":"([^"]+)"/.exec(text)?.[1];
  return waiting !== undefined && WAITING_REASON.test(waiting) ? waiting : undefined;
}
