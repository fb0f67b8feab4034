/**
 * finish: how a job's end is recorded, exactly once.
 *
 * The outcome is staged beside the claim, then ONE rename, of the claim to `.done`, decides. All that follows is
 * repeatable by anyone from the names alone.
 */
import { UnreadableFile } from "../disk/disk-reader.js";
import type { Steps } from "../disk/steps.js";
import type { Store } from "../disk/store.js";
import { DirqError } from "../errors.js";
import { NotAJob, parseQueuedJob } from "../format/document.js";
import { heal, healLateErrorFile } from "../healing/heal.js";
import { Claim, moveToQueue } from "../owning/claim.js";
import { forgetPriority } from "../scheduling/priority.js";
import type { Outcome } from "./outcome.js";
import { publish, tidy } from "./publish.js";
import { discardStaged, stage } from "./staged.js";

/**
 * Records the outcome. False when a late mark of a Python worker may still come: look again with `settle` in 10 s.
 * @throws DirqError CONFLICT when somebody has taken the job over; nothing of this outcome is recorded then
 */
export function finish(store: Store, claim: Claim, outcome: Outcome): boolean {
  return store.disk.take(finishing(store, claim, outcome));
}

/** The steps of `finish`, for who has other work to do while the disk is waited for. */
export function* finishing(store: Store, claim: Claim, outcome: Outcome): Steps<boolean> {
  const { id, token } = claim;
  // It is when this is called again because publishing had failed, on a full disk for example.
  if (claim.decided === undefined) yield* decide(store, claim, outcome);
  yield* publish(store, { id, token, state: claim.decided });
  if (claim.viewWasGone) return false;
  forgetPriority(store, claim.job);
  tidy(store, claim);
  return true;
}

function* decide(store: Store, claim: Claim, outcome: Outcome): Steps<void> {
  const { disk, layout } = store;
  const { id, token } = claim;
  yield* stage(store, claim, outcome);
  claim.closeView();
  if (claim.published && disk.isMissing(layout.job("running", id))) claim.viewWasGone = true;
  if (!disk.move(claim.file, layout.claim(id, token, "done"))) {
    discardStaged(store, id, token);
    throw new DirqError(
      "CONFLICT",
      `Job ${id} was taken over by another worker, so its end here (${outcome.state}) is not recorded.`,
    );
  }
  claim.decided = outcome.state;
}

export interface TakenJob {
  readonly id: string;
  readonly token: string;
  /** Why the job waits, where it was taken from `waiting/`. */
  readonly waiting?: string | undefined;
}

/**
 * Records the end of a job that was taken only to be ended. What cannot be read as a job goes into the queue: there it is
 * shown as damaged, and dealt with.
 */
export function failTaken(store: Store, taken: TakenJob, outcome: Outcome): void {
  const claim = readTaken(store, taken);
  if (claim !== undefined) finish(store, claim, outcome);
}

function readTaken(store: Store, taken: TakenJob): Claim | undefined {
  const file = store.layout.claimFile(taken.id, taken.token, taken.waiting);
  try {
    const text = store.disk.read(file);
    return text === undefined ? undefined : new Claim(store, { ...taken, text, job: parseQueuedJob(text, taken.id) });
  } catch (error) {
    if (!(error instanceof NotAJob || error instanceof UnreadableFile)) throw error;
    moveToQueue(store, taken.id, file);
    return undefined;
  }
}

/** What `finish` put off: heals a mark that came late, then clears the claim away. */
export function settle(store: Store, claim: Claim): void {
  if (!heal(store, claim.id)) healLateErrorFile(store, claim.id);
  forgetPriority(store, claim.job);
  tidy(store, claim);
}
