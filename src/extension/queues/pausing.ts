/** Which queues of the window are paused, and which could be. */
import type { QueueHandle, Queues } from "./queues.js";
import { readyQueues } from "./ready.js";

export function isPaused({ status }: QueueHandle): boolean {
  return status?.kind === "ready" && status.paused;
}

export function paused({ all }: Queues): readonly QueueHandle[] {
  return all.filter(isPaused);
}

export function unpaused(queues: Queues): readonly QueueHandle[] {
  return readyQueues(queues).filter((queue) => !isPaused(queue));
}
