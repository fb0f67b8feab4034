/** An operation on jobs of one or several queues, shown while it goes on. */
import type { BulkResult, LiveQueue } from "../../live/live-queue.js";
import { count, jobs } from "../../wording/index.js";
import { showProgress, showWarning } from "../messages.js";
import { runTask } from "../queue-task.js";
import type { JobTarget, QueueHandle } from "../queues.js";
import { isComplete, outcomeWords, type Outcome } from "./outcome.js";

/** What an operation is called. */
export interface BulkWords {
  /** For example `Cancelling jobs`. */
  readonly title: string;
  /** What the jobs are then: `cancelled`. */
  readonly past: string;
}

/** What it is done to, in one queue: ids of jobs, or names in its trash. */
export interface QueuePart {
  readonly queue: QueueHandle;
  readonly ids: readonly string[];
}

/** One queue's part of an operation: a call into its process, which passes the word for its progress on. */
export interface Part<R> {
  readonly queue: QueueHandle;
  readonly operate: (task: string) => Promise<R>;
}

export type BulkOperation = (live: LiveQueue, ids: readonly string[], task: string) => Promise<BulkResult>;

export function byQueue(targets: readonly JobTarget[]): readonly QueuePart[] {
  const queues = [...new Set(targets.map(({ queue }) => queue))];
  return queues.map((queue) => ({
    queue,
    ids: targets.flatMap((target) => (target.queue === queue ? [target.row.id] : [])),
  }));
}

/** One call for each queue, since each has its own process; the results in their order. */
export function forEachQueue<R>(
  parts: readonly QueuePart[],
  words: BulkWords,
  operate: (live: LiveQueue, ids: readonly string[], task: string) => Promise<R>,
): Promise<readonly R[]> {
  const total = parts.reduce((sum, { ids }) => sum + ids.length, 0);
  const calls = parts.map(({ queue, ids }) => ({
    queue,
    operate: (task: string) => operate(queue.live, ids, task),
  }));
  return runParts(calls, { ...words, total });
}

/** Shown while it goes on, with how many of the jobs are dealt with. */
export function runParts<R>(
  parts: readonly Part<R>[],
  { title, past, total }: BulkWords & { readonly total: number },
): Promise<readonly R[]> {
  return showProgress({ title }, ({ signal, tell }) => {
    const counts = parts.map(() => 0);
    return Promise.all(
      parts.map(({ queue, operate }, index) => {
        const heard = (dealtWith: number): void => {
          counts[index] = dealtWith;
          const sum = counts.reduce((all, each) => all + each, 0);
          tell(`${count(sum)} of ${jobs(total)} ${past}`, sum / total);
        };
        return runTask(queue, { signal, tell: heard }, operate);
      }),
    );
  });
}

/** Whether all of it was done; says what was not, and why. */
export function reportOutcome(outcome: Outcome, past: string, targets: readonly JobTarget[] = []): boolean {
  if (isComplete(outcome)) return true;
  void showWarning(outcomeWords(outcome, past, targets));
  return false;
}
