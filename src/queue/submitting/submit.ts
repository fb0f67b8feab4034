/** submit: a job is acknowledged once its file stands in `queued/`, safe on the disk. */
import { join } from "node:path";
import { MAX_JOB_BYTES } from "../disk/disk-reader.js";
import type { Steps } from "../disk/steps.js";
import type { Store } from "../disk/store.js";
import { hasCode } from "../disk/system-errors.js";
import { DirqError } from "../errors.js";
import { documentText, parseQueuedJob } from "../format/document.js";
import { newJobId } from "../format/job-id.js";
import type { Layout } from "../format/layout.js";
import { formatLocalTime } from "../format/local-time.js";
import { inParts, LOOKED_FOR_AT_ONCE } from "../in-groups.js";
import type { JobParams, QueuedJob } from "../job.js";
import { formatJson, JsonText } from "../json/exact-json.js";
import { claimsIn, scanFor, waitingIn } from "../reading/scan.js";
import { bookkeepingOf, withOptions, type SubmitOptions } from "../scheduling/bookkeeping.js";
import { forgetPriority, notePriority } from "../scheduling/priority.js";
import { firstReason } from "../scheduling/waiting-reasons.js";

/** Of a job's file while it runs and when it has ended; a long error is cut to fit. */
const ROOM_FOR_OTHER_KEYS = 16 * 1024;

/** So many files are written together. Not more: a process may have few files open. */
const AT_ONCE = 16;

/** The text of a job's params. @throws DirqError INVALID_JOB for params that a job's file cannot hold */
export function paramsToText(params: object, options: SubmitOptions): string {
  return fitting(() => {
    const given = params instanceof JsonText ? params : JsonText.fromValue(params);
    return withOptions(given, options).toString();
  });
}

/** The same of params that say all of it themselves, with neither options nor numbers to be kept as they are spelled. */
export function plainParamsToText(params: JobParams): string {
  return fitting(() => formatJson(params));
}

function fitting(toText: () => string): string {
  try {
    const text = toText();
    // Each line is indented once more in the job's file.
    const size = Buffer.byteLength(text) + 2 * text.split("\n").length + ROOM_FOR_OTHER_KEYS;
    if (size > MAX_JOB_BYTES) {
      throw new RangeError(
        `they make a file of ${size} bytes, larger than the ${MAX_JOB_BYTES} that a job's file may have`,
      );
    }
    return text;
  } catch (error) {
    if (error instanceof DirqError) throw error;
    const reason = (error as Error).message;
    throw new DirqError("INVALID_JOB", `Cannot submit a job with these params: ${reason}.`, { cause: error });
  }
}

export interface Submitting {
  readonly hold: boolean;
  /** Hears of each job as soon as others can meet it, which they can also when the disk fails afterwards. */
  readonly placed: (job: QueuedJob) => void;
}

/** Submits jobs in their order, each given as the text of its params. */
export function* submitting(
  { disk, layout }: Store,
  texts: readonly string[],
  options: Submitting,
): Steps<QueuedJob[]> {
  const jobs: QueuedJob[] = [];
  for (const some of inParts(texts, LOOKED_FOR_AT_ONCE))
    jobs.push(...(yield* submitSome({ disk, layout }, some, options)));
  yield* syncingPlaces({ disk, layout }, jobs);
  return jobs;
}

/** Only then may it be said of jobs that they are in the queue. */
export function* syncingPlaces({ disk, layout }: Store, jobs: readonly QueuedJob[]): Steps<void> {
  if (jobs.some(({ waiting }) => waiting === undefined)) yield* disk.syncing(layout.folder("queued"));
  if (jobs.some(({ waiting }) => waiting !== undefined)) yield* disk.syncing(layout.waiting);
}

/** @throws DirqError NOT_FOUND for a job to wait for that does not exist */
export function assertParentsExist(store: Store, { after = [], afterOk = [] }: SubmitOptions): void {
  const parents = [...after, ...afterOk];
  if (parents.length === 0) return;
  const places = scanFor(store, parents);
  for (const parent of parents) {
    if (!places.has(parent)) {
      throw new DirqError(
        "NOT_FOUND",
        `Cannot submit a job to run after ${parent}: there is no such job in ${store.layout.directory}.`,
      );
    }
  }
}

/** A job whose file stands aside. While it does, nobody else can take the id. */
interface Draft {
  readonly job: QueuedJob;
  readonly part: string;
}

interface OpenDraft extends Draft {
  readonly file: number;
}

function* submitSome(store: Store, texts: readonly string[], options: Submitting): Steps<QueuedJob[]> {
  const { disk } = store;
  const { hold, placed } = options;
  const drafts: Draft[] = [];
  try {
    for (const some of inParts(texts, AT_ONCE)) yield* drafting(store, { texts: some, hold, drafts });
    // An id that is somebody else's: all get new ones, to stay in order.
    const ids = drafts.map(({ job }) => job.id);
    if (standsAny(store, ids)) {
      for (const { part } of drafts) disk.remove(part);
      return yield* submitSome(store, texts, options);
    }
    // Both before the job can be met, also after a power cut.
    if (drafts.filter(({ job }) => notePriority(store, job)).length > 0) yield* disk.syncing(store.layout.priorities);
    for (const draft of drafts) {
      putInPlace(store, draft);
      placed(draft.job);
    }
    return drafts.map(({ job }) => job);
  } catch (error) {
    for (const { job, part } of drafts) if (disk.remove(part)) forgetPriority(store, job);
    throw error;
  }
}

interface Drafting {
  readonly texts: readonly string[];
  readonly hold: boolean;
  /** Gets each as soon as its file is there, also when what follows fails. */
  readonly drafts: Draft[];
}

/** Writes the jobs' files aside. */
function* drafting(store: Store, { texts, hold, drafts }: Drafting): Steps<void> {
  const open: OpenDraft[] = [];
  try {
    for (const text of texts) {
      const draft = newDraft(store, text, hold);
      open.push(draft);
      drafts.push(draft);
    }
    yield open.map(({ file }) => file);
  } finally {
    store.disk.closeAll(open.map(({ file }) => file));
  }
}

function newDraft({ disk, layout }: Store, params: string, hold: boolean): OpenDraft {
  const createdAt = new Date();
  for (;;) {
    const id = newJobId();
    const text = documentText({ id, state: "queued", params, createdAt: formatLocalTime(createdAt) });
    const job = parseQueuedJob(text, id);
    const waiting = firstReason(bookkeepingOf(job.params), { hold, now: createdAt.getTime() });
    const part = join(layout.tmp, `${id}.part`);
    try {
      return { job: { ...job, waiting }, part, file: disk.createOpen(part, text) };
    } catch (error) {
      if (!hasCode(error, "EEXIST")) throw error;
    }
  }
}

/** Whether one of the ids stands anywhere. Places are looked at in the order in which jobs flow. */
function standsAny(store: Store, ids: readonly string[]): boolean {
  const { disk, layout } = store;
  const waiting = new Set(waitingIn(store).map(({ id }) => id));
  if (ids.some((id) => waiting.has(id) || disk.exists(layout.job("queued", id)))) return true;
  const claimed = new Set(claimsIn(store).map(({ id }) => id));
  return ids.some((id) => claimed.has(id) || placesLater(layout, id).some((path) => disk.exists(path)));
}

function placesLater(layout: Layout, id: string): string[] {
  const states = (["running", "failed", "completed"] as const).map((state) => layout.job(state, id));
  return [...states, layout.resultDirectory(id)];
}

function putInPlace(store: Store, { job: { id, waiting }, part }: Draft): void {
  const { disk, layout } = store;
  const path = waiting === undefined ? layout.job("queued", id) : layout.waitingJob(id, waiting);
  // When the reply of the rename was lost, the job may have been taken on already.
  if (disk.move(part, path) || standsAny(store, [id])) return;
  throw new DirqError("CONFLICT", `Could not write ${path}: ${part} was removed meanwhile. Try again.`);
}
