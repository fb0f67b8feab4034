import type { JobQueue } from "../../src/queue/index.js";
import { livenessOf, type Liveness } from "../../src/queue/processes/identity.js";

const LOOKS = 5;
const BETWEEN_LOOKS_MS = 30_000;

/**
 * What a worker elsewhere does when it has seen no beat for the length of the lease; it cannot end anybody's processes.
 * `judge`: what it can tell of the others' processes.
 */
export function takeOverFromTheSilent(queue: JobQueue, judge: (worker: string) => Liveness = livenessOf): void {
  let passedMs = 0;
  const clocks = { now: () => Date.now() + passedMs, monotonic: () => passedMs };
  const recovery = queue.recovery(() => undefined, clocks, judge);
  for (let look = 0; look < LOOKS; look++) {
    recovery.run();
    passedMs += BETWEEN_LOOKS_MS;
  }
}
