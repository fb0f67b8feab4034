/**
 * What somebody left half-done who has died, or who has forgotten it, is brought to its end, or back to where it was. Every
 * step can be repeated, and of several who do it at once each move has one winner.
 */
import { UnreadableFile } from "../disk/disk-reader.js";
import { signatureOf } from "../disk/signature.js";
import type { Store } from "../disk/store.js";
import { NotAJob, parseQueuedJob } from "../format/document.js";
import type { ClaimName } from "../format/layout.js";
import { heal } from "../healing/heal.js";
import { moveBack, withdrawView } from "../owning/claim.js";
import { ClaimsAfterSilence } from "../owning/claims-after-silence.js";
import { setAsideEarlierResult } from "../owning/earlier-attempt.js";
import { attemptsOf } from "../reading/attempts.js";
import { claimKeyOf, QUARANTINE } from "../reading/claim-key.js";
import { claimsIn, lookFor } from "../reading/scan.js";
import { cancelledUnstarted, readCancelRequest } from "./cancel-request.js";
import { failTaken } from "./finish.js";
import type { Outcome } from "./outcome.js";
import { rollForward } from "./publish.js";
import { discardStaged } from "./staged.js";

/** A job whose workers died this often is not tried again. */
const MAX_DEATHS = 3;

/**
 * By the files of their claims; `takeOver` does what there is to do for a claim itself. Returns what has moved a job on.
 * The claims come before what is staged for them, which is left where its claim stands: until somebody has taken that, its
 * owner may still decide.
 */
export function bringToAnEnd(
  store: Store,
  names: readonly ClaimName[],
  takeOver: (dead: ClaimName) => boolean,
): ClaimName[] {
  const staged = names.filter(isStaged);
  const moved = names.filter((name) => !isStaged(name) && moveAlong(store, name, takeOver));
  if (staged.length > 0) discardUndecided(store, staged);
  return moved;
}

function isStaged({ part }: ClaimName): boolean {
  return part !== "claim" && part !== "done";
}

function moveAlong(store: Store, name: ClaimName, takeOver: (dead: ClaimName) => boolean): boolean {
  const { id, claim, part } = name;
  return part === "claim" ? takeOver(name) : rollForward(store, id, claim);
}

/**
 * What is staged without a claim was never decided. Listed anew, for a claim comes before what is staged for it; by what is
 * listed, for the name of a staged file does not say why the job waited, and that of the claim does. Looked for before
 * `.done`: it turns into that, not the other way round.
 */
function discardUndecided(store: Store, staged: readonly ClaimName[]): void {
  const { disk, layout } = store;
  const standing = new Set(claimsIn(store).flatMap((name) => (isStaged(name) ? [] : keyOf(name))));
  for (const name of staged) {
    if (standing.has(keyOf(name)) || disk.exists(layout.claim(name.id, name.claim, "done"))) continue;
    discardStaged(store, name.id, name.claim);
  }
}

function keyOf({ id, claim }: ClaimName): string {
  return `${id}~${claim}`;
}

/** Takes a claim from who held it, and moves its job on; false when somebody else was faster. `token`: a new r-claim. */
export function moveOn(store: Store, dead: ClaimName, token: string): boolean {
  const { disk, layout } = store;
  const { id, claim, why } = dead;
  const afterSilence = new ClaimsAfterSilence(store);
  withdrawView(store, id, claim);
  const mine = layout.claimFile(id, token, why);
  if (!disk.move(layout.claimFile(id, claim, why), mine)) return leaveToOthers(store, dead);
  heal(store, id);
  if (hasFinal(store, id)) return discardTaken(store, id, mine);
  const deaths = attemptsOf(store, id).filter((name) => name.endsWith(".died")).length;
  const request = readCancelRequest(store, id);
  const taken = { id, token, waiting: why };
  if (request !== undefined) failTaken(store, taken, cancelledUnstarted(store, id, request));
  else if (deaths >= MAX_DEATHS) failTaken(store, taken, diedTooOften(deaths));
  else {
    const isMine = (): boolean => afterSilence.stands(mine);
    setAsideEarlierResult(store, { resultDirectory: layout.resultDirectory(id), token, isMine });
    moveBack(store, taken, mine);
  }
  return true;
}

/** Somebody was faster. Frozen meanwhile, this worker may have recorded a death in a job that has ended since. */
function leaveToOthers(store: Store, { id, claim }: ClaimName): false {
  const { disk, layout } = store;
  const state = lookFor(store, id)?.state;
  if (state !== "queued" && state !== "running") disk.removeFile(layout.attempt(id, claim, "died"));
  return false;
}

/** Whether a claim of ours has recorded an end already. What was put into quarantine was no job, and has none. */
function hasFinal({ disk, layout }: Store, id: string): boolean {
  return (["completed", "failed"] as const).some((state) => {
    const claim = claimKeyOf(disk, layout.job(state, id));
    return claim !== undefined && claim !== QUARANTINE;
  });
}

/** Of a job that has ended. What is no job was taken only to be put into quarantine, where nothing is ever deleted. */
function discardTaken({ disk, layout }: Store, id: string, file: string): boolean {
  try {
    parseQueuedJob(disk.read(file) ?? "", id);
    return disk.remove(file);
  } catch (error) {
    if (!(error instanceof NotAJob || error instanceof UnreadableFile)) throw error;
    return disk.move(file, layout.quarantined(id, signatureOf(disk, file)));
  }
}

function diedTooOften(deaths: number): Outcome {
  return {
    state: "failed",
    error: `Worker died ${deaths} times while running this job`,
    details: "Each time the process that ran the worker ended without recording how the job went.",
  };
}
