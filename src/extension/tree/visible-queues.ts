/** Which queues the Jobs view tells of, and what of them decides which rows stand at its root. */
import { isPaused } from "../queues/pausing.js";
import type { QueueHandle, Queues } from "../queues/queues.js";
import { noticesOf } from "./notices.js";

/** A place where a queue would be by default, and is not, is only worth a row when a setting names it. */
export function visibleQueues(queues: Queues): readonly QueueHandle[] {
  const present = queues.all.filter(({ status }) => status?.kind !== "missing");
  if (present.length === 0) return [];
  return queues.all.filter((queue) => queue.configured || present.includes(queue));
}

/** Not while none has been heard of: the walkthrough ticks its first step then, and never takes a tick back. */
export function hasQueue(queues: Queues): boolean {
  return visibleQueues(queues).some(({ status }) => status !== undefined);
}

/** An empty queue shows the view's welcome instead of four empty groups, unless there is something to say of it. */
export function isEmpty({ status, answering }: QueueHandle): boolean {
  return (
    answering.kind === "answering" &&
    status?.kind === "ready" &&
    status.problems === undefined &&
    !status.paused &&
    Object.values(status.counts).every((count) => count === 0)
  );
}

/** What decides which roots there are, and which notices stand above the jobs. */
export function shapeOf(queues: Queues): string {
  const shapes = queues.all.map((queue) => [
    queue.directory,
    queue.label,
    queue.status?.kind,
    isPaused(queue),
    noticesOf(queue),
    isEmpty(queue),
  ]);
  return JSON.stringify(shapes);
}
