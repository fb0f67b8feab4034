/** An operation on jobs of one or several queues, shown while it goes on. */
import type { BulkResult } from "../../live/live-queue.js";
import { showProgress, showWarning } from "../messages.js";
import type { JobTarget } from "../queues/queues.js";
import { isComplete, outcomeWords, type Outcome } from "./outcome.js";
import { callEach, runCalls, type BulkOperation, type Part, type QueuePart } from "./parts.js";

/** What an operation is called. */
export interface BulkWords {
  /** For example `Cancelling jobs`. */
  readonly title: string;
  /** What the jobs are then: `cancelled`. */
  readonly past: string;
}

/** One call for each queue, since each has its own process; the results in their order. */
export function forEachQueue(
  parts: readonly QueuePart[],
  { title }: Pick<BulkWords, "title">,
  operate: BulkOperation,
): Promise<readonly BulkResult[]> {
  const total = parts.reduce((sum, { ids }) => sum + ids.length, 0);
  return showProgress({ title }, (progress) => callEach(parts, operate, { ...progress, total }));
}

/** Shown while it goes on, with how many of the jobs are dealt with. */
export function runParts<R>(
  parts: readonly Part<R>[],
  { title, total }: { readonly title: string; readonly total: number },
): Promise<readonly R[]> {
  return showProgress({ title }, (progress) => runCalls(parts, { ...progress, total }));
}

/** Whether all of it was done; says what was not, and why. */
export function reportOutcome(outcome: Outcome, past: string, targets: readonly JobTarget[] = []): boolean {
  return warnUnlessComplete(outcome, () => outcomeWords(outcome, past, targets));
}

/** The same in other words. */
export function warnUnlessComplete(outcome: Outcome, words: (outcome: Outcome) => string): boolean {
  if (isComplete(outcome)) return true;
  void showWarning(words(outcome));
  return false;
}
