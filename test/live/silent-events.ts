/** Who hears of a queue, and does nothing about it. A test puts what it wants to hear in the place of some. */
import type { LiveQueueEvents } from "../../src/live/live-queue.js";

const nothing = (): void => {};

export const silentEvents: LiveQueueEvents = {
  changed: nothing,
  searched: nothing,
  ended: nothing,
  progressed: nothing,
  workersChanged: nothing,
  output: nothing,
  jobChanged: nothing,
};
