/** cancel: a queued job is taken and recorded as failed; a running one is asked of its worker. */
import { unconfirmed } from "../disk/confirming.js";
import { UnreadableFile } from "../disk/disk-reader.js";
import type { Steps } from "../disk/steps.js";
import type { Store } from "../disk/store.js";
import { isSystemError } from "../disk/system-errors.js";
import { CANCELLED, cancelledUnstarted, leavingCancelRequest, type CancelRequest } from "../ending/cancel-request.js";
import { finishing } from "../ending/finish.js";
import type { Outcome } from "../ending/outcome.js";
import { discardStaged } from "../ending/staged.js";
import { DirqError, MovedOnError } from "../errors.js";
import { asWord } from "../format/as-word.js";
import { NotAJob, parseQueuedJob } from "../format/document.js";
import { isClaimableId } from "../format/job-id.js";
import type { ClaimName } from "../format/layout.js";
import { pathsOf, type KnownPlaces, type Place } from "../format/place.js";
import type { JobState } from "../job.js";
import { Claim, moveBack } from "../owning/claim.js";
import { notFound, readPlace } from "../reading/reader.js";
import { claimsIn } from "../reading/scan.js";
import type { FoundPlace, Taker } from "./taker.js";

/** Who asks for a job's end, and why. @category Options */
export interface CancelOptions extends KnownPlaces {
  /** Who asks, as the job's error names them. Default: "a program". */
  readonly by?: string | undefined;
  /** Why, as the job's error says it. Default: no reason. */
  readonly why?: string | undefined;
  /** Only in these; a job that has moved on to another is left alone. */
  readonly states?: readonly JobState[] | undefined;
}

/**
 * "cancelled": it was queued, and is recorded as failed; or that had been decided before, and this call has completed it.
 * "requested": its worker stops it within about a second.
 * @throws DirqError NOT_FOUND; WRONG_STATE for a job that has ended, that a Python worker runs, or that is in none of
 * the `states`; CONFLICT when it kept moving; INVALID_JOB when its file cannot be read
 * @param claims lists what is claimed: whoever cancels many jobs does so once for those of them that have failed already
 */
export function* cancelling(
  taker: Taker,
  id: string,
  { states, known, ...request }: CancelOptions & CancelRequest,
  claims = (): readonly ClaimName[] => claimsIn(taker.store),
): Steps<"cancelled" | "requested"> {
  const { store } = taker;
  for (let tries = 0; tries < 5; tries++) {
    // What was known is of no use to a second try.
    const place = taker.locate(id, tries === 0 ? known : undefined);
    if (place === undefined) throw notFound(store, id);
    if (isCancelledNow(taker, place, claims)) return "cancelled";
    if (!isClaimableId(id)) throw unreadable(id, "its name is not one that dirq gives to jobs");
    if (states !== undefined && !states.includes(place.state))
      throw new MovedOnError(`Did not cancel job ${id}`, place.state);
    if (place.state === "running" && place.claim !== undefined) {
      yield* leavingCancelRequest(store, id, request);
      return "requested";
    }
    if (place.state !== "queued") throw cannotCancel(place);
    if (yield* cancelQueued(taker, place, request)) return "cancelled";
  }
  throw new DirqError("CONFLICT", `Could not cancel job ${id}: others kept moving it. Try again.`);
}

/** Somebody had decided before that it is cancelled, and was cut off; this call has completed it. */
function isCancelledNow(taker: Taker, place: FoundPlace, claims: () => readonly ClaimName[]): boolean {
  if (place.state !== "failed" || !(place.broughtBack || taker.bringForward(place.id, claims()))) return false;
  const job = readPlace(taker.store, place);
  return job?.state === "failed" && job.error?.startsWith(CANCELLED) === true;
}

function cannotCancel({ id, state }: Place): DirqError {
  if (state !== "running")
    return new DirqError("WRONG_STATE", `Cannot cancel job ${id}: it has ended already (${state}).`);
  return new DirqError(
    "WRONG_STATE",
    `Cannot cancel job ${id}: a Python worker runs it, and Python workers take no requests. Stop that worker instead.`,
  );
}

/** False when somebody else was faster, or is moving it on at this moment. */
function* cancelQueued(taker: Taker, place: Place, request: CancelRequest): Steps<boolean> {
  const { store } = taker;
  if (place.claim !== undefined) return false;
  const token = taker.newToken();
  taker.working.add(token);
  try {
    const [path] = pathsOf(store.layout, place);
    const claim = readQueued(store, place, { path, token });
    if (claim === undefined || !store.disk.move(path, claim.file)) return false;
    yield* cancellingTaken(store, { claim, place, outcome: cancelledUnstarted(store, place.id, request) });
    return true;
  } finally {
    taker.working.delete(token);
  }
}

interface Taken {
  readonly claim: Claim;
  /** From where. */
  readonly place: Place;
  readonly outcome: Outcome;
}

function* cancellingTaken(store: Store, { claim, place, outcome }: Taken): Steps<void> {
  try {
    yield* finishing(store, claim, outcome);
  } catch (error) {
    if (claim.decided !== undefined)
      throw unconfirmed(store, `Job ${claim.id} is cancelled, but a power cut may undo that`, error);
    if (isSystemError(error)) giveBack(store, claim, place);
    throw error;
  }
}

/** A full disk, for example: this process may live for long, and nobody else would bring the job back meanwhile. */
function giveBack(store: Store, claim: Claim, place: Place): void {
  try {
    if (moveBack(store, place, claim.file)) discardStaged(store, claim.id, claim.token);
  } catch (error) {
    // It says no more than what the disk has refused before: the job is brought back when it is asked for again.
    if (!isSystemError(error)) throw error;
  }
}

/** The claim with which the job will be taken; undefined when it is gone. */
function readQueued(
  store: Store,
  { id, waiting }: Place,
  { path, token }: { readonly path: string; readonly token: string },
): Claim | undefined {
  try {
    const text = store.disk.read(path);
    return text === undefined ? undefined : new Claim(store, { token, text, job: parseQueuedJob(text, id), waiting });
  } catch (error) {
    if (!(error instanceof NotAJob || error instanceof UnreadableFile)) throw error;
    throw unreadable(id, error.message);
  }
}

function unreadable(id: string, reason: string): DirqError {
  return new DirqError("INVALID_JOB", `Cannot cancel job ${id}: ${reason}. Remove it instead: dirq rm ${asWord(id)}`);
}
