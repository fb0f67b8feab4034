/** What tells a job from every other in the window: two queues may have jobs of one id. */
import type { JobTarget } from "./queues.js";

export function jobKey({ queue, row }: JobTarget): string {
  return `${queue.directory}\0${row.id}`;
}
