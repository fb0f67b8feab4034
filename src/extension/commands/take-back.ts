/** Undo of what made new jobs: they go to the trash, except those that a worker has begun with. */
import { forEachQueue, reportOutcome } from "./bulk.js";
import { outcomeOf } from "./outcome.js";
import type { QueuePart } from "./parts.js";

const TAKING_BACK = { title: "Taking jobs back", past: "taken back" };

export async function takeBack(parts: readonly QueuePart[]): Promise<void> {
  const results = await forEachQueue(parts, TAKING_BACK, (live, ids, task) => live.takeBack(ids, task));
  reportOutcome(outcomeOf(results), TAKING_BACK.past);
}
