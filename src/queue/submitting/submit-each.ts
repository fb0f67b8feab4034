/** Submitting jobs that the disk may refuse, or not confirm: each ends for itself. */
import { unconfirmed } from "../disk/confirming.js";
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
 * Submits jobs in their order, each given as the text of its params. @throws DirqError QUEUE_UNUSABLE that names those that
 * are in the queue although the disk does not confirm it: whoever took them for refused would submit them again, and they
 * would run twice
 */
export function* submittingAll(
  store: Store,
  texts: readonly string[],
  { hold }: { readonly hold: boolean },
): Steps<QueuedJob[]> {
  const placed: QueuedJob[] = [];
  try {
    return yield* submitting(store, texts, { hold, placed: (job) => placed.push(job) });
  } catch (error) {
    const [first, ...others] = placed;
    if (first === undefined) throw error;
    if (texts.length === 1) throw unsure(store, first, error);
    const last = others.at(-1) ?? first;
    const which = `${placed.length} of ${texts.length} jobs, ${first.id} to ${last.id}, are in the queue`;
    throw unconfirmed(store, `${which}, but a power cut may take them away`, error);
  }
}

/** The same of one. @throws as `submittingAll` */
export function* submittingOne(store: Store, text: string, options: { readonly hold: boolean }): Steps<QueuedJob> {
  const [job] = yield* submittingAll(store, [text], options);
  return job as QueuedJob;
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
