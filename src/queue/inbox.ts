/** A queue for who only puts a job into it and leaves: a program that does no more loads a small part of what JobQueue is. */
import { openStore, prepareForWriting, type Store } from "./disk/store.js";
import { orUnusable } from "./disk/unusable.js";
import type { JobParams, QueuedJob } from "./job.js";
import { hasWorker } from "./processes/presence.js";
import { isPaused } from "./scheduling/pause.js";
import { submittingOne } from "./submitting/submit-each.js";
import { plainParamsToText } from "./submitting/submit.js";

export class Inbox {
  private readonly store: Store;

  constructor(directory: string) {
    this.store = openStore(directory);
  }

  /** As JobQueue's, for a job that is to run as soon as it can. */
  submit(params: JobParams): QueuedJob {
    const text = plainParamsToText(params);
    prepareForWriting(this.store, { seen: false });
    return orUnusable(this.store, () => this.store.disk.take(submittingOne(this.store, text, { hold: false })));
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
