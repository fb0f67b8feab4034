/** Submitting jobs that the disk may refuse, or not confirm: each ends for itself. */
import { unconfirmed } from "../confirming.js";
import type { Steps } from "../disk/steps.js";
import type { Store } from "../disk/store.js";
import { asUnusable } from "../disk/unusable.js";
import type { DirqError } from "../errors.js";
import type { QueuedJob } from "../job.js";
import { submitting, syncingPlaces } from "./submit.js";

type End = PromiseSettledResult<QueuedJob>;

/**
 * Submits jobs in their order, each given as the text of its params. What the disk refuses to one is refused to those that
 * follow it; those before it are in the queue, and will run.
 */
export function* submittingEach(store: Store, texts: readonly string[]): Steps<End[]> {
  const placed: QueuedJob[] = [];
  try {
    yield* submitting(store, texts, { hold: false, placed: (job) => placed.push(job) });
    return placed.map(asSubmitted);
  } catch (refusal) {
    const isOnlyUnsure = placed.length === texts.length;
    // What the disk has refused to keep once it may claim to have kept when it is asked again.
    const doubt = isOnlyUnsure ? refusal : yield* failureToKeep(store, placed);
    const inQueue = placed.map((job) => (doubt === undefined ? asSubmitted(job) : asUnsure(store, job, doubt)));
    const refused = texts.slice(placed.length).map((): End => asRefused(asUnusable(refusal, store)));
    return [...inQueue, ...refused];
  }
}

/**
 * Submits one job, given as the text of its params. @throws DirqError QUEUE_UNUSABLE that names it where it is in the queue
 * although the disk does not confirm it: whoever took it for refused would submit it again, and it would run twice
 */
export function* submittingOne(store: Store, text: string, { hold }: { readonly hold: boolean }): Steps<QueuedJob> {
  let inQueue: QueuedJob | undefined;
  try {
    const [job] = yield* submitting(store, [text], { hold, placed: (job) => (inQueue = job) });
    return job as QueuedJob;
  } catch (error) {
    throw inQueue === undefined ? error : unsure(store, inQueue, error);
  }
}

function* failureToKeep(store: Store, placed: readonly QueuedJob[]): Steps<unknown> {
  try {
    yield* syncingPlaces(store, placed);
    return undefined;
  } catch (error) {
    return error;
  }
}

function asSubmitted(value: QueuedJob): End {
  return { status: "fulfilled", value };
}

function asRefused(reason: unknown): End {
  return { status: "rejected", reason };
}

function asUnsure(store: Store, job: QueuedJob, cause: unknown): End {
  return asRefused(unsure(store, job, cause));
}

function unsure(store: Store, { id }: QueuedJob, cause: unknown): DirqError {
  return unconfirmed(store, `Job ${id} is in the queue, but a power cut may take it away`, cause);
}
