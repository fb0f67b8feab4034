/**
 * A queued file that is no job is put into quarantine, where nothing is ever deleted, and a failed job says what was wrong.
 * It is taken first, as a job is that is to be moved on: of all who find it, and of a person who repairs it, one has it. A
 * person may put another file in its place then, and that may have run and ended before a worker wakes that was frozen
 * here. So the record replaces nothing, and is taken back where it is not true any more.
 */
import { join } from "node:path";
import type { Disk } from "../disk/disk.js";
import { putNew } from "../disk/put-new.js";
import { makeResultDirectory, setAside } from "../disk/set-aside.js";
import { isAnotherFile, signatureOf } from "../disk/signature.js";
import type { Store } from "../disk/store.js";
import { isGone } from "../disk/system-errors.js";
import { documentText } from "../format/document.js";
import type { ClaimName } from "../format/layout.js";
import { formatLocalTime } from "../format/local-time.js";
import { moveToQueue } from "../owning/claim.js";
import { ClaimsAfterSilence } from "../owning/claims-after-silence.js";
import { setAsideEarlierAttempt } from "../owning/earlier-attempt.js";
import { claimKeyOf, isRecord, QUARANTINE } from "../reading/claim-key.js";
import { claimsIn, waitingIn } from "../reading/scan.js";

/** A queued file as it has been for a while. */
export interface UnreadableJob {
  readonly id: string;
  /** As `signatureOf` tells. */
  readonly signature: string;
  /** Why it is no job. */
  readonly reason: string;
}

/** `token`: a new r-claim. Should this be cut off, the file goes back into the queue and is met again. */
export function quarantine(store: Store, job: UnreadableJob, token: string): void {
  const { disk, layout } = store;
  const file = layout.claim(job.id, token);
  if (!disk.move(layout.job("queued", job.id), file)) return;
  try {
    if (isStill(store, job, file)) recordFailure(store, job, token);
    if (isStill(store, job, file)) disk.move(file, layout.quarantined(job.id, job.signature));
    else moveToQueue(store, job.id, file);
  } catch (error) {
    // A full disk, for example: this process lives, so nobody else would bring it back. Where others have taken it for dead,
    // the job may have been repaired and removed since, with the directory for its results.
    const wasMine = moveToQueue(store, job.id, file);
    if (wasMine || !isGone(error)) throw error;
  }
}

/** A person may have repaired it right before it was taken, or a Python process may write on. */
function isStill({ disk }: Store, { signature }: UnreadableJob, file: string): boolean {
  return signatureOf(disk, file) === signature;
}

function recordFailure(store: Store, job: UnreadableJob, token: string): void {
  const { disk, layout } = store;
  const { id, reason, signature } = job;
  const claim = layout.claim(id, token);
  const afterSilence = new ClaimsAfterSilence(store);
  // A job of that id may have ended already: its record stays, and its error.txt.
  const isMine = (): boolean =>
    isStill(store, job, claim) &&
    afterSilence.stands(claim) &&
    !hasCome(store, job) &&
    !disk.exists(layout.job("failed", id));
  if (!isMine()) return;
  const resultDirectory = layout.resultDirectory(id);
  if (!makeResultDirectory(store, id)) setAsideEarlierAttempt(store, { resultDirectory, token, isMine });
  const message = `Unreadable job file: ${reason}`;
  const error = {
    path: join(resultDirectory, "error.txt"),
    text: `${message}\n\nThe file as it was: ${layout.quarantined(id, signature)}\n`,
    part: layout.resultPart(`${id}-${token}`),
  };
  const record = {
    path: layout.job("failed", id),
    text: recordText(id, message),
    part: join(layout.tmp, `${id}-${token}.part`),
  };
  putNew(disk, error.path, error);
  try {
    // A power cut must not leave the record without it.
    disk.sync(resultDirectory);
    if (!putNew(disk, record.path, record)) return;
  } catch (refusal) {
    // Written anew at each try, it would be kept of each; unless the record is there, which has it.
    if (!disk.exists(record.path)) takeBack(disk, error.path, error.text);
    throw refusal;
  }
  disk.sync(layout.folder("failed"));
  if (!hasCome(store, job) && (isKept(store, job) || isKept(store, job))) return;
  for (const { path, text } of [record, error]) takeBack(disk, path, text);
}

/** A job of this id runs now: what was said of another file is not how it ended, and nobody is to take it for that. */
export function forgetRecord({ disk, layout }: Store, id: string): void {
  const aside = setAside(disk, layout.job("failed", id), (_, path) => isRecord(disk, path));
  if (aside !== undefined) disk.remove(aside);
}

function recordText(id: string, error: string): string {
  const now = new Date();
  const createdAt = formatLocalTime(now);
  return documentText({ id, state: "failed", params: "{}", createdAt, finishedAt: now, error, claim: QUARANTINE });
}

/**
 * Whether another file of this id waits, is queued, claimed, or run by Python, or has completed; or this one is written on.
 * In the order in which jobs flow, so that none is missed which moves on. Others may have this one by now, and say the same.
 */
function hasCome(store: Store, { id, signature }: UnreadableJob): boolean {
  const { disk, layout } = store;
  const isAnother = (path: string): boolean => isAnotherFile(disk, path, signature);
  return (
    waitingIn(store).some((name) => name.id === id) ||
    isAnother(layout.job("queued", id)) ||
    claimsIn(store).some((name) => name.id === id && isAnother(pathOf(store, name))) ||
    isPythons(store, id) ||
    disk.exists(layout.job("completed", id))
  );
}

/**
 * Nowhere any more, it was given back, repaired, and removed as the job that it became. In the order in which it is moved;
 * asked twice, for recovery moves it against that.
 */
function isKept(store: Store, job: UnreadableJob): boolean {
  const { layout } = store;
  const isAt = (path: string): boolean => isStill(store, job, path);
  return (
    isAt(layout.job("queued", job.id)) ||
    claimsIn(store).some((name) => name.id === job.id && isAt(pathOf(store, name))) ||
    isAt(layout.quarantined(job.id, job.signature))
  );
}

function pathOf({ layout }: Store, { id, claim, why, part }: ClaimName): string {
  return part === "claim" ? layout.claimFile(id, claim, why) : layout.claim(id, claim, part);
}

/** The view of a claim that is gone is only left over, and says nothing. */
function isPythons({ disk, layout }: Store, id: string): boolean {
  const view = layout.job("running", id);
  return disk.exists(view) && claimKeyOf(disk, view) === undefined;
}

/** Removes what was put there, known by its text. */
function takeBack(disk: Disk, path: string, text: string): void {
  const aside = setAside(disk, path, (_, there) => disk.readOwn(there) === text);
  if (aside !== undefined) disk.remove(aside);
}
