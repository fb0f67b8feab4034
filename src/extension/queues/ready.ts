/** Which queues of the window are there: their directories exist and can be read. */
import type { QueueHandle, Queues } from "./queues.js";

export function isReady({ status }: Pick<QueueHandle, "status">): boolean {
  return status?.kind === "ready";
}

export function readyQueues({ all }: Pick<Queues, "all">): readonly QueueHandle[] {
  return all.filter(isReady);
}
