import type { JobQueue } from "../../src/queue/index.js";

const LOOKS = 5;
const BETWEEN_LOOKS_MS = 30_000;

/** What a worker elsewhere does when it has seen no beat for the length of the lease; it cannot end anybody's processes. */
export function takeOverFromTheSilent(queue: JobQueue): void {
  let passedMs = 0;
  const recovery = queue.recovery(() => undefined, {
    now: () => Date.now() + passedMs,
    monotonic: () => passedMs,
  });
  for (let look = 0; look < LOOKS; look++) {
    recovery.run();
    passedMs += BETWEEN_LOOKS_MS;
  }
}
