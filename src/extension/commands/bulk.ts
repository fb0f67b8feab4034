/** An operation on jobs of one or several queues, and how its end is told: silently, unless something was left out. */
import type { BulkFailure, BulkResult } from "../../live/live-queue.js";
import { showWarning } from "../messages.js";
import type { JobTarget, QueueHandle } from "../queues.js";

/** Failures that are told one by one; the others are only counted. */
const MOST_TOLD = 3;

export interface QueueResult<R extends BulkResult> {
  readonly queue: QueueHandle;
  readonly result: R;
}

/** One call for each queue, since each has its own process. */
export async function forEachQueue<R extends BulkResult>(
  targets: readonly JobTarget[],
  operate: (queue: QueueHandle, ids: readonly string[]) => Promise<R>,
): Promise<readonly QueueResult<R>[]> {
  const queues = [...new Set(targets.map(({ queue }) => queue))];
  return Promise.all(
    queues.map(async (queue) => {
      const ids = targets.flatMap((target) => (target.queue === queue ? [target.row.id] : []));
      return { queue, result: await operate(queue, ids) };
    }),
  );
}

/** Whether all of it was done; says what was not: `2 of 3 cancelled. train: it has ended already.` */
export function reportFailures(
  targets: readonly JobTarget[],
  results: readonly QueueResult<BulkResult>[],
  past: string,
): boolean {
  const failed = failuresOf(results);
  if (failed.length === 0) return true;
  const count = targets.length === 1 ? "" : `${targets.length - failed.length} of ${targets.length} ${past}. `;
  void showWarning(`${count}${reasonsOf(failed, targets)}`);
  return false;
}

export function failuresOf(results: readonly QueueResult<BulkResult>[]): readonly BulkFailure[] {
  return results.flatMap(({ result }) => result.failed);
}

/** Why some were left out, the first few by name. */
export function reasonsOf(failed: readonly BulkFailure[], targets: readonly JobTarget[]): string {
  const labels = new Map(targets.map(({ row }) => [row.id, row.label]));
  const told = failed.slice(0, MOST_TOLD).map((failure) => failureWords(failure, labels.get(failure.id)));
  const rest = failed.length > MOST_TOLD ? [`And ${failed.length - MOST_TOLD} more.`] : [];
  return [...told, ...rest].join(" ");
}

function failureWords({ id, message }: BulkFailure, label: string | undefined): string {
  const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
  return `${label ?? id}: ${sentence}`;
}
