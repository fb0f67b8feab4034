/** cancel: a queued job is taken and recorded as failed; a running one is asked of its worker. */
import { asWord } from "./as-word.js";
import { cancelledUnstarted, leavingCancelRequest, type CancelRequest } from "./cancel-request.js";
import { workerOf } from "./claim-key.js";
import { Claim } from "./claim.js";
import { UnreadableFile } from "./disk-reader.js";
import { NotAJob, parseQueuedJob } from "./document.js";
import { DirqError, MovedOnError } from "./errors.js";
import { finishing } from "./finish.js";
import { isClaimableId } from "./job-id.js";
import type { JobState } from "./job.js";
import { pathsOf, type KnownPlaces, type Place } from "./place.js";
import { forgetPriorityOf } from "./priority.js";
import { publish, tidy } from "./publish.js";
import { notFound } from "./reader.js";
import { locate } from "./scan.js";
import type { Steps } from "./steps.js";
import type { Store } from "./store.js";

/** Who asks for a job's end, and why. */
export interface CancelOptions extends CancelRequest, KnownPlaces {
  /** Only in these; a job that has moved on to another is left alone. */
  readonly states?: readonly JobState[] | undefined;
}

/** Whoever takes jobs only to move them on, under names of its own. */
export interface Taker {
  /** Names an r-claim. */
  readonly newToken: () => string;
  /** The r-claims that it works on at this moment. */
  readonly working: Set<string>;
}

/**
 * "cancelled": it was queued, and is recorded as failed. "requested": its worker stops it within about a second.
 * @throws DirqError NOT_FOUND; WRONG_STATE for a job that has ended, that a Python worker runs, or that is in none of
 * the `states`; CONFLICT when it kept moving; INVALID_JOB when its file cannot be read
 */
export function* cancelling(
  store: Store,
  id: string,
  taker: Taker,
  { states, known, ...request }: CancelOptions,
): Steps<"cancelled" | "requested"> {
  for (let tries = 0; tries < 5; tries++) {
    // What was known is of no use to a second try.
    const place = locate(store, id, tries === 0 ? known : undefined);
    if (place === undefined) throw notFound(store, id);
    if (!isClaimableId(id)) throw unreadable(id, "its name is not one that dirq gives to jobs");
    if (states !== undefined && !states.includes(place.state))
      throw new MovedOnError(`Did not cancel job ${id}`, place.state);
    if (place.state === "running" && place.claim !== undefined) {
      yield* leavingCancelRequest(store, id, request);
      return "requested";
    }
    if (place.state !== "queued") throw cannotCancel(place);
    if (yield* cancelQueued(store, place, taker, request)) return "cancelled";
  }
  throw new DirqError("CONFLICT", `Could not cancel job ${id}: others kept moving it. Try again.`);
}

function cannotCancel({ id, state }: Place): DirqError {
  if (state !== "running")
    return new DirqError("WRONG_STATE", `Cannot cancel job ${id}: it has ended already (${state}).`);
  return new DirqError(
    "WRONG_STATE",
    `Cannot cancel job ${id}: a Python worker runs it, and Python workers take no requests. Stop that worker instead.`,
  );
}

/** False when somebody else was faster. */
function* cancelQueued(
  store: Store,
  place: Place,
  { newToken, working }: Taker,
  request: CancelRequest,
): Steps<boolean> {
  const token = newToken();
  const taken = place.claim;
  // Somebody else is moving it on at this moment; or the disk failed when it was cancelled from here before.
  if (taken !== undefined && (workerOf(taken) !== workerOf(token) || working.has(taken))) return false;
  const own = taken ?? token;
  working.add(own);
  try {
    const isDecided = taken !== undefined && store.disk.exists(store.layout.claim(place.id, taken, "done"));
    return yield* isDecided ? completing(store, place.id, own) : takingAndEnding(store, place, own, request);
  } finally {
    working.delete(own);
  }
}

/** The end is not recorded anew: it may have been published, and been removed by a person since. */
function* completing(store: Store, id: string, token: string): Steps<boolean> {
  yield* publish(store, { id, token });
  forgetPriorityOf(store, id);
  tidy(store, id, token);
  return store.disk.exists(store.layout.job("failed", id));
}

function* takingAndEnding(store: Store, place: Place, token: string, request: CancelRequest): Steps<boolean> {
  const { disk, layout } = store;
  const [path = ""] = pathsOf(layout, place);
  const claim = readAsTaken(store, place, token);
  if (claim === undefined) return false;
  if (place.claim === undefined && !disk.move(path, claim.file)) return false;
  yield* finishing(store, claim, cancelledUnstarted(store, place.id, request));
  return true;
}

/** The claim with which the job is, or will be, taken; undefined when it is gone. */
function readAsTaken(store: Store, place: Place, token: string): Claim | undefined {
  const { disk, layout } = store;
  const { id, waiting } = place;
  const [path = ""] = pathsOf(layout, place);
  try {
    const text = disk.read(path);
    return text === undefined ? undefined : new Claim(store, { token, text, job: parseQueuedJob(text, id), waiting });
  } catch (error) {
    if (!(error instanceof NotAJob || error instanceof UnreadableFile)) throw error;
    throw unreadable(id, error.message);
  }
}

function unreadable(id: string, reason: string): DirqError {
  return new DirqError("INVALID_JOB", `Cannot cancel job ${id}: ${reason}. Remove it instead: dirq rm ${asWord(id)}`);
}
