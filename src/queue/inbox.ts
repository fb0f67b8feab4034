/** A queue for who only puts a job into it and leaves: a program that does no more loads a fifth of what JobQueue is. */
import type { JobParams, QueuedJob } from "./job.js";
import { hasWorker } from "./processes/presence.js";
import { QueueAccess } from "./queue-access.js";
import { isPaused } from "./scheduling/pause.js";
import { submittingOne } from "./submitting/submit-each.js";
import { paramsToText } from "./submitting/submit.js";

export class Inbox extends QueueAccess {
  /** As JobQueue's. */
  submit(params: JobParams): QueuedJob {
    const text = paramsToText(params, {});
    return this.write(() => this.store.disk.take(submittingOne(this.store, text, { hold: false })));
  }

  /** As JobQueue's. */
  get paused(): boolean {
    return isPaused(this.store);
  }

  /** As JobQueue's. */
  hasWorker(): boolean {
    return hasWorker(this.store);
  }
}
