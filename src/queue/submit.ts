/** submit: a job is acknowledged once its file stands in `queued/`, safe on the disk. */
import { join } from "node:path";
import { hasCode, MAX_JOB_BYTES } from "./disk.js";
import { documentText, parseJob } from "./document.js";
import { DirqError } from "./errors.js";
import { JsonText } from "./exact-json.js";
import { newJobId } from "./job-id.js";
import type { JobParams, QueuedJob } from "./job.js";
import { formatLocalTime } from "./local-time.js";
import { lookFor } from "./scan.js";
import type { Store } from "./store.js";

/** Of a job's file while it runs and when it has ended; a long error is cut to fit. */
const ROOM_FOR_OTHER_KEYS = 16 * 1024;

/** The text of a job's params. @throws DirqError INVALID_JOB for params that a job's file cannot hold */
export function paramsToText(params: JobParams | JsonText): string {
  try {
    const text = (params instanceof JsonText ? params : JsonText.fromValue(params)).toString();
    // Each line is indented once more in the job's file.
    const size = Buffer.byteLength(text) + 2 * text.split("\n").length + ROOM_FOR_OTHER_KEYS;
    if (size > MAX_JOB_BYTES) {
      throw new RangeError(
        `they make a file of ${size} bytes, larger than the ${MAX_JOB_BYTES} that a job's file may have`,
      );
    }
    return text;
  } catch (error) {
    const reason = (error as Error).message;
    throw new DirqError("INVALID_JOB", `Cannot submit a job with these params: ${reason}.`, { cause: error });
  }
}

/** Submits jobs in their order, each given as the text of its params. */
export function submitTexts(store: Store, texts: readonly string[]): QueuedJob[] {
  const jobs = texts.map((params) => submitText(store, params));
  store.disk.sync(store.layout.folder("queued"));
  return jobs;
}

function submitText(store: Store, params: string): QueuedJob {
  for (;;) {
    const id = newJobId();
    const text = documentText({ id, state: "queued", params, createdAt: formatLocalTime(new Date()) });
    if (putNew(store, id, text)) return parseJob(text, { id, state: "queued" }) as QueuedJob;
  }
}

class IdTaken extends Error {}

/** False when the id is somebody else's. While the part file holds an id, nobody else can take it. */
function putNew(store: Store, id: string, text: string): boolean {
  const { disk, layout } = store;
  try {
    disk.put(layout.job("queued", id), text, {
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
