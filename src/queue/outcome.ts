/**
 * finish: how a job's end is recorded, exactly once.
 *
 * The outcome is staged beside the claim, then ONE rename, of the claim to `.done`, decides. All that follows is
 * repeatable by anyone from the names alone, and publishing is a move, so that nobody's roll-forward brings back a job
 * that a person has removed since.
 */
import type { Stats } from "node:fs";
import { join } from "node:path";
import { attemptsOf, Claim, moveToQueue } from "./claim.js";
import { UnreadableFile, type Disk } from "./disk.js";
import { NotAJob, parseQueuedJob, parseState } from "./document.js";
import { DirqError } from "./errors.js";
import { formatJson, JsonText } from "./exact-json.js";
import { heal, healLateErrorFile } from "./heal.js";
import type { JsonObject } from "./job.js";
import { randomHex } from "./random.js";
import type { Steps } from "./steps.js";
import type { Store } from "./store.js";
import { hasCode } from "./system-errors.js";

export interface CompletedOutcome {
  readonly state: "completed";
  readonly result: JsonObject | JsonText;
  readonly exitCode?: number;
}

export interface FailedOutcome {
  readonly state: "failed";
  /** One line: the job's `error`. */
  readonly error: string;
  /** What follows it in `error.txt`: a stack trace, or the last lines of stderr. */
  readonly details: string;
  readonly exitCode?: number;
  readonly signal?: string;
  /** Not to be tried again, whatever the job was submitted with. */
  readonly final?: boolean;
}

/** How a job ended, as its worker reports it. */
export type Outcome = CompletedOutcome | FailedOutcome;

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
  tidy(store, id, token);
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
export function settle(store: Store, { id, token }: Pick<Claim, "id" | "token">): void {
  if (!heal(store, id)) healLateErrorFile(store, id);
  tidy(store, id, token);
}

/** Completes a decided outcome, from whichever step it had reached. Of several who do it at once, each step has one doer. */
export function rollForward(store: Store, id: string, token: string): void {
  store.disk.take(publish(store, { id, token }));
  tidy(store, id, token);
}

/** What a try that failed half-way has left is replaced. */
function* stage({ disk, layout }: Store, claim: Claim, outcome: Outcome): Steps<void> {
  const { id, token } = claim;
  const [part, text] =
    outcome.state === "completed"
      ? (["result", `${resultText(outcome.result)}\n`] as const)
      : (["error", errorText(outcome)] as const);
  const files = [
    [layout.claim(id, token, part), text],
    [layout.claim(id, token, "final"), claim.finalText(outcome)],
  ] as const;
  try {
    yield* disk.creatingAll(files);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
    discardStaged({ disk, layout }, id, token);
    yield* disk.creatingAll(files);
  }
}

function resultText(result: JsonObject | JsonText): string {
  return result instanceof JsonText ? result.toString() : formatJson(result);
}

/** As Python writes it: the message, a blank line, what is known beyond it. */
function errorText({ error, details }: { error: string; details: string }): string {
  return `${error}\n\n${details}${details === "" || details.endsWith("\n") ? "" : "\n"}`;
}

export function discardStaged({ disk, layout }: Store, id: string, token: string): void {
  for (const part of ["result", "error", "final"] as const) disk.removeFile(layout.claim(id, token, part));
}

interface Decided {
  readonly id: string;
  readonly token: string;
  /** Known to who has decided; others read it. */
  readonly state?: "completed" | "failed" | undefined;
}

function* publish(store: Store, { id, token, state }: Decided): Steps<void> {
  const { disk, layout } = store;
  // What is published must not outlive the decision in a power cut.
  yield* disk.syncing(layout.claims);
  const end = state ?? stagedState(store, id, token);
  if (end === "published") return yield* syncPublished(store, id);
  const directory = layout.resultDirectory(id);
  makeResultDirectory(store, id);
  // One of the two is staged, as long as it has not been published.
  const [result, error] = [layout.claim(id, token, "result"), layout.claim(id, token, "error")];
  if (disk.isFile(result)) publishResult(disk, result, directory);
  else if (disk.isFile(error)) moveAcross(disk, error, join(directory, "error.txt"));
  yield* disk.syncing(directory);
  heal(store, id);

  if (end === "lost") {
    // A disk that lost what it had promised to keep: the job is run again rather than recorded wrongly.
    discardStaged(store, id, token);
    moveToQueue(store, id, layout.claim(id, token, "done"));
    return;
  }
  setOddFileAside(disk, layout.job(end, id));
  disk.move(layout.claim(id, token, "final"), layout.job(end, id));
  yield* disk.syncing(layout.folder(end));
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

function stagedState(
  { disk, layout }: Store,
  id: string,
  token: string,
): "completed" | "failed" | "published" | "lost" {
  const text = readFinal(disk, layout.claim(id, token, "final"));
  if (text === undefined) return "published";
  try {
    const state = parseState(text);
    return state === "completed" || state === "failed" ? state : "lost";
  } catch (error) {
    if (error instanceof NotAJob) return "lost";
    throw error;
  }
}

/** Empty where something else lies in its place: not a document that could be published. */
function readFinal(disk: Disk, path: string): string | undefined {
  try {
    return disk.read(path, Infinity);
  } catch (error) {
    if (error instanceof UnreadableFile) return "";
    throw error;
  }
}

/**
 * A link in its place is set aside: results are written into the queue, not to wherever a job's link points. False where
 * there is such a directory already.
 */
export function makeResultDirectory({ disk, layout }: Store, id: string): boolean {
  const directory = layout.resultDirectory(id);
  if (disk.isDirectory(directory)) return false;
  setAside(disk, directory, (stat) => !stat.isDirectory());
  return disk.makeDirectory(directory, { within: layout.directory });
}

/**
 * What somebody put where a file of ours belongs, and is none: no file can be moved onto a directory, and one that is
 * moved onto a link or a pipe would delete it.
 */
function setOddFileAside(disk: Disk, path: string): void {
  setAside(disk, path, (stat) => !stat.isFile());
}

/** What was moved is looked at again: frozen before the move, a worker would move what others have put there meanwhile. */
export function setAside(disk: Disk, path: string, isInTheWay: (stat: Stats) => boolean): void {
  const before = disk.stat(path);
  if (before === undefined || !isInTheWay(before)) return;
  const aside = `${path}.${randomHex(6)}.set-aside`;
  if (!disk.move(path, aside)) return;
  const moved = disk.stat(aside);
  if (moved !== undefined && !isInTheWay(moved)) disk.move(aside, path);
}

/**
 * The same bytes under both names: `result.json` is the documented one, `results.json` is what Python 0.6 reads. What
 * stands there is replaced, never removed first: frozen before the removal, a worker would take away what others have
 * published meanwhile.
 */
function publishResult(disk: Disk, staged: string, directory: string): void {
  giveSecondName(disk, staged, join(directory, "results.json"));
  moveAcross(disk, staged, join(directory, "result.json"));
}

function giveSecondName(disk: Disk, staged: string, second: string): void {
  setOddFileAside(disk, second);
  try {
    if (disk.link(staged, second)) return;
  } catch (error) {
    // Somebody was faster and has moved it into its place; or the job left a file of this name.
    if (hasCode(error, "ENOENT")) return;
    if (!hasCode(error, "EEXIST")) throw error;
  }
  copyAcross(disk, staged, second);
}

/** Moves a staged file, by way of a copy where the results are on another disk. */
function moveAcross(disk: Disk, from: string, to: string): void {
  setOddFileAside(disk, to);
  try {
    disk.move(from, to);
  } catch (error) {
    if (!hasCode(error, "EXDEV")) throw error;
    copyAcross(disk, from, to);
    disk.remove(from);
  }
}

/** By a name that nobody else makes: in containers, each worker has the same process id. */
function copyAcross(disk: Disk, from: string, to: string): void {
  const text = disk.read(from, Infinity);
  if (text !== undefined) disk.put(to, text, { part: `${to}.${randomHex(6)}.part` });
}

function tidy({ disk, layout }: Store, id: string, token: string): void {
  disk.removeFile(layout.job("running", id));
  disk.removeFile(layout.cancelRequest(id));
  for (const name of attemptsOf({ disk, layout }, id)) disk.removeFile(join(layout.attempts, name));
  disk.remove(layout.claim(id, token, "done"));
}
