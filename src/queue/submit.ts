/** submit: a job is acknowledged once its file stands in `queued/`, safe on the disk. */
import { join } from "node:path";
import { bookkeepingOf, withOptions, type SubmitOptions } from "./bookkeeping.js";
import { hasCode, MAX_JOB_BYTES } from "./disk.js";
import { documentText, parseQueuedJob } from "./document.js";
import { DirqError } from "./errors.js";
import { JsonText } from "./exact-json.js";
import { newJobId } from "./job-id.js";
import type { JobParams, QueuedJob } from "./job.js";
import { formatLocalTime } from "./local-time.js";
import { lookFor } from "./scan.js";
import type { Store } from "./store.js";
import { firstReason } from "./waiting.js";

/** Of a job's file while it runs and when it has ended; a long error is cut to fit. */
const ROOM_FOR_OTHER_KEYS = 16 * 1024;

/** The text of a job's params. @throws DirqError INVALID_JOB for params that a job's file cannot hold */
export function paramsToText(params: JobParams | JsonText, options: SubmitOptions): string {
  try {
    const given = params instanceof JsonText ? params : JsonText.fromValue(params);
    const text = withOptions(given, options).toString();
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

/** Submits jobs in their order, each given as the text of its params. */
export function submitTexts(store: Store, texts: readonly string[], { hold }: { readonly hold: boolean }): QueuedJob[] {
  const jobs = texts.map((params) => submitText(store, params, hold));
  store.disk.sync(store.layout.folder("queued"));
  if (jobs.some(({ waiting }) => waiting !== undefined)) store.disk.sync(store.layout.waiting);
  return jobs;
}

function submitText(store: Store, params: string, hold: boolean): QueuedJob {
  const createdAt = new Date();
  for (;;) {
    const id = newJobId();
    const text = documentText({ id, state: "queued", params, createdAt: formatLocalTime(createdAt) });
    const job = parseQueuedJob(text, id);
    const waiting = firstReason(bookkeepingOf(job.params), { hold, now: createdAt.getTime() });
    if (putNew(store, { id, text, waiting })) return { ...job, waiting };
  }
}

/** @throws DirqError NOT_FOUND for a job to wait for that does not exist */
export function assertParentsExist(store: Store, { after = [], afterOk = [] }: SubmitOptions): void {
  for (const parent of [...after, ...afterOk]) {
    if (lookFor(store, parent) === undefined) {
      throw new DirqError(
        "NOT_FOUND",
        `Cannot submit a job to run after ${parent}: there is no such job in ${store.layout.directory}.`,
      );
    }
  }
}

class IdTaken extends Error {}

interface NewJob {
  readonly id: string;
  readonly text: string;
  readonly waiting: string | undefined;
}

/** False when the id is somebody else's. While the part file holds an id, nobody else can take it. */
function putNew(store: Store, { id, text, waiting }: NewJob): boolean {
  const { disk, layout } = store;
  const path = waiting === undefined ? layout.job("queued", id) : layout.waitingJob(id, waiting);
  try {
    disk.put(path, text, {
      part: join(layout.tmp, `${id}.part`),
      beforeRename: () => {
        if (lookFor(store, id) !== undefined || disk.exists(layout.resultDirectory(id))) throw new IdTaken();
      },
      isElsewhere: () => lookFor(store, id) !== undefined,
    });
    return true;
  } catch (error) {
    if (error instanceof IdTaken || hasCode(error, "EEXIST")) return false;
    throw error;
  }
}
