/** Undo of what made new jobs: they go to the trash, except those that are not queued any more. */
import { forEachQueue, warnUnlessComplete } from "./bulk.js";
import { outcomeOf } from "./outcome.js";
import type { QueuePart } from "./parts.js";
import { takenBackWords } from "./undo-words.js";

const TAKING_BACK = { title: "Taking jobs back" };

export async function takeBack(parts: readonly QueuePart[]): Promise<void> {
  const results = await forEachQueue(parts, TAKING_BACK, (live, ids, task) => live.takeBack(ids, task));
  warnUnlessComplete(outcomeOf(results), takenBackWords);
}
