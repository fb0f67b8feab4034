/**
 * What follows the decision of how a job ended. Publishing is a move, so that nobody's roll-forward brings back a job that
 * a person has removed since.
 */
import type { Stats } from "node:fs";
import { dirname, join } from "node:path";
import type { Disk } from "../disk/disk.js";
import { makeResultDirectory, setAside, setOddFileAside } from "../disk/set-aside.js";
import type { Steps } from "../disk/steps.js";
import type { Store } from "../disk/store.js";
import { hasCode } from "../disk/system-errors.js";
import { heal } from "../healing/heal.js";
import { moveToQueue, withdrawView, type Claim } from "../owning/claim.js";
import { ClaimsAfterSilence } from "../owning/claims-after-silence.js";
import { setAsideEarlierResult } from "../owning/earlier-attempt.js";
import { randomHex } from "../random.js";
import { attemptsOf } from "../reading/attempts.js";
import { forgetPriorityOf } from "../scheduling/priority.js";
import { discardStaged, isFinal, stagedState } from "./staged.js";

/**
 * Completes a decided outcome, from whichever step it had reached. Of several who do it at once, each step has one doer.
 * False where somebody has done it since its `.done` was listed: what there is of the job now may be of a later attempt.
 */
export function rollForward(store: Store, id: string, token: string): boolean {
  const { disk, layout } = store;
  if (!disk.isFile(layout.claim(id, token, "done"))) return false;
  if (!disk.take(publish(store, { id, token }))) return true;
  forgetPriorityOf(store, id);
  tidy(store, { id, token, earlierRecords: attemptsOf(store, id) });
  return true;
}

interface Decided {
  readonly id: string;
  readonly token: string;
  /** Known to who has decided; others read it. */
  readonly state?: "completed" | "failed" | undefined;
}

/** False where the disk has lost the end: the job is queued again, and keeps what belongs to it. */
export function* publish(store: Store, { id, token, state }: Decided): Steps<boolean> {
  const { disk, layout } = store;
  // What is published must not outlive the decision in a power cut.
  yield* disk.syncing(layout.claims);
  const end = state ?? stagedState(store, id, token);
  if (end === "published") {
    yield* syncPublished(store, id);
    return true;
  }
  const afterSilence = new ClaimsAfterSilence(store);
  const directory = layout.resultDirectory(id);
  makeResultDirectory(store, id);
  // One of the two is staged, as long as it has not been published.
  const [result, error] = [layout.claim(id, token, "result"), layout.claim(id, token, "error")];
  if (disk.isFile(result)) yield* publishingResult(store, result, directory);
  else if (disk.isFile(error)) yield* movingAcross(store, error, join(directory, "error.txt"));
  yield* disk.syncing(directory);
  heal(store, id);

  if (end === "lost") {
    // A disk that lost what it had promised to keep: the job is run again rather than recorded wrongly.
    // What is staged goes last: without it the decision would be taken for published, and the job for removed since.
    const decided = layout.claim(id, token, "done");
    setAsideEarlierResult(store, { resultDirectory: directory, token, isMine: () => afterSilence.stands(decided) });
    withdrawView(store, id, token);
    moveToQueue(store, id, decided);
    discardStaged(store, id, token);
    return false;
  }
  setAside(disk, layout.job(end, id), (stat, path) => isSomebodys(disk, stat, path));
  disk.move(layout.claim(id, token, "final"), layout.job(end, id));
  yield* disk.syncing(layout.folder(end));
  return true;
}

/**
 * What was put there by somebody: neither an end, which others may have published meanwhile, nor the empty file that a Python
 * worker has just begun to write.
 */
function isSomebodys(disk: Disk, stat: Stats, path: string): boolean {
  return !stat.isFile() || (stat.size > 0 && !isFinal(disk, path));
}

/**
 * Perhaps it was removed since: not even an empty directory of it may come back. But whoever published it may have died,
 * or met a failing disk, before its name was safe.
 */
function* syncPublished({ disk, layout }: Store, id: string): Steps<void> {
  for (const state of ["completed", "failed"] as const) {
    if (disk.exists(layout.job(state, id))) yield* disk.syncing(layout.folder(state));
  }
}

/**
 * The same bytes under both names: `result.json` is the documented one, `results.json` is what Python 0.6 reads. What
 * stands there is replaced, never removed first: frozen before the removal, a worker would take away what others have
 * published meanwhile.
 */
function* publishingResult(store: Store, staged: string, directory: string): Steps<void> {
  giveSecondName(store, staged, join(directory, "results.json"));
  yield* movingAcross(store, staged, join(directory, "result.json"));
}

function giveSecondName(store: Store, staged: string, second: string): void {
  const { disk } = store;
  setOddFileAside(disk, second);
  try {
    if (disk.link(staged, second)) return;
  } catch (error) {
    // Somebody was faster and has moved it into its place; or the job left a file of this name.
    if (hasCode(error, "ENOENT")) return;
    if (!hasCode(error, "EEXIST")) throw error;
  }
  copyAcross(store, staged, second);
}

/** Moves a staged file, by way of a copy where the results are on another disk. */
function* movingAcross(store: Store, from: string, to: string): Steps<void> {
  const { disk } = store;
  setOddFileAside(disk, to);
  try {
    disk.move(from, to);
  } catch (error) {
    if (!hasCode(error, "EXDEV")) throw error;
    copyAcross(store, from, to);
    // Each disk keeps an order of its own: a power cut must not take both names.
    yield* disk.syncing(dirname(to));
    disk.remove(from);
  }
}

/** By a name that nobody else makes: in containers, each worker has the same process id. */
function copyAcross({ disk, layout }: Store, from: string, to: string): void {
  disk.putCopy(to, from, { part: layout.resultPart(randomHex(6)) });
}

/**
 * The claim's file goes last: as long as it stands, others can complete what is left. A record that somebody frozen adds
 * behind `earlierRecords` goes with those that recovery finds of jobs that have ended.
 */
export function tidy(
  { disk, layout }: Store,
  { id, token, earlierRecords }: Pick<Claim, "id" | "token" | "earlierRecords">,
): void {
  disk.removeFile(layout.job("running", id));
  disk.removeFile(layout.cancelRequest(id));
  for (const name of earlierRecords) disk.removeFile(join(layout.attempts, name));
  disk.remove(layout.claim(id, token, "done"));
}
