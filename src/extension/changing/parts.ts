/** An operation on jobs of several queues, each through a process of its own: one that fails hides nothing of the others. */
import type { BulkFailure, BulkResult, LiveQueue } from "../../live/live-queue.js";
import { Unanswered } from "../../live/process/client.js";
import { count, jobs } from "../../wording/index.js";
import type { Progress } from "../long-work.js";
import { runTask } from "../queues/queue-task.js";
import type { JobTarget, QueueHandle } from "../queues/queues.js";
import { MOST_TOLD, outcomeOf, QUEUE_FAILED, type PartResult } from "./outcome.js";

/** What it is done to, in one queue: ids of jobs, or names in its trash. */
export interface QueuePart {
  readonly queue: QueueHandle;
  readonly ids: readonly string[];
}

/** One queue's part of an operation: a call into its process, which passes the word for its progress on. */
export interface Part<R> {
  readonly queue: QueueHandle;
  readonly operate: (task: string) => Promise<R>;
  /** What stands for the answer where there is none; without this, all of the operation fails. */
  readonly failed?: (error: Error, dealtWith: number) => R;
}

export type BulkOperation = (live: LiveQueue, ids: readonly string[], task: string) => Promise<BulkResult>;

/** How far it is, and of how many jobs. */
export interface PartsProgress extends Progress {
  readonly total: number;
}

/** No queue has answered. */
class AllFailed extends Error {
  constructor(
    reasons: readonly string[],
    /** How many jobs are known to have been dealt with before. */
    readonly dealtWith: number,
    readonly errors: readonly Error[],
  ) {
    const known = dealtWith > 0 ? [`At least ${jobs(dealtWith)} had been dealt with.`] : [];
    super([...known, ...reasons].join(" "), { cause: errors[0] });
  }
}

/** Whether something may have been done before it failed: a process ended that had been asked. */
export function mayHaveDone(error: Error): boolean {
  if (error instanceof AllFailed) return error.dealtWith > 0 || error.errors.some(mayHaveDone);
  return error instanceof Unanswered;
}

export function byQueue(targets: readonly JobTarget[]): readonly QueuePart[] {
  const queues = [...new Set(targets.map(({ queue }) => queue))];
  return queues.map((queue) => ({
    queue,
    ids: targets.flatMap((target) => (target.queue === queue ? [target.row.id] : [])),
  }));
}

/** What of the parts was done: all that can be taken back. */
export function doneOf(parts: readonly QueuePart[], results: readonly BulkResult[]): readonly QueuePart[] {
  return parts.map(({ queue }, index) => ({ queue, ids: results[index]?.done ?? [] }));
}

/** One call for each queue. A call that fails has failed for each of its jobs. @throws what all said, if all fail */
export async function callEach(
  parts: readonly QueuePart[],
  operate: BulkOperation,
  progress: PartsProgress,
): Promise<readonly PartResult[]> {
  const errors: Error[] = [];
  const calls = parts.map(({ queue, ids }) => ({
    queue,
    operate: (task: string): Promise<PartResult> => operate(queue.live, ids, task),
    failed: (error: Error, dealtWith: number): PartResult => {
      errors.push(error);
      const failed = ids.map((id): BulkFailure => ({ id, message: error.message, code: QUEUE_FAILED }));
      return { done: [], failed, ...((dealtWith > 0 || mayHaveDone(error)) && { dealtWith }) };
    },
  }));
  const results = await runCalls(calls, progress);
  if (errors.length > 0 && errors.length === parts.length) throw asOne(errors, outcomeOf(results).dealtWith);
  return results;
}

/** The results in the order of the parts. */
export function runCalls<R>(parts: readonly Part<R>[], { signal, tell, total }: PartsProgress): Promise<readonly R[]> {
  const counts = parts.map(() => 0);
  return Promise.all(
    parts.map(async ({ queue, operate, failed }, index) => {
      const heard = (dealtWith: number): void => {
        counts[index] = dealtWith;
        const sum = counts.reduce((all, each) => all + each, 0);
        // Not that it was done to them: some of these may have been refused.
        tell(`${count(sum)} of ${count(total)}`, sum / total);
      };
      try {
        return await runTask(queue, { signal, tell: heard }, operate);
      } catch (thrown) {
        const error = thrown instanceof Error ? thrown : new Error(String(thrown));
        const dealtWith = counts[index] ?? 0;
        if (failed === undefined) throw asOne([error], dealtWith);
        return failed(error, dealtWith);
      }
    }),
  );
}

/** Processes that died took with them what they had done, but for what they had told by then. */
function asOne(errors: readonly Error[], dealtWith: number): Error {
  const [cause] = errors;
  // The parts of one queue fail in the same words.
  const reasons = [...new Set(errors.map(({ message }) => message))].slice(0, MOST_TOLD);
  if (cause !== undefined && reasons.length === 1 && dealtWith === 0) return cause;
  return new AllFailed(reasons, dealtWith, errors);
}
