/** Bringing back what lies in the trash, by its names there. */
import { forEachQueue, warnUnlessComplete } from "./bulk.js";
import { outcomeOf } from "./outcome.js";
import type { QueuePart } from "./parts.js";
import { restoredWords } from "./undo-words.js";

const RESTORING = { title: "Restoring jobs" };

/** Whether all came back; says what did not. */
export async function restoreAll(parts: readonly QueuePart[]): Promise<boolean> {
  const results = await forEachQueue(parts, RESTORING, (live, names, task) => live.restore(names, task));
  return warnUnlessComplete(outcomeOf(results), restoredWords);
}
