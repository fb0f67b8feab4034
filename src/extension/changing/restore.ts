/** Bringing back what lies in the trash, by its names there. */
import type { BulkResult } from "../../live/live-queue.js";
import { forEachQueue, warnUnlessComplete } from "./bulk.js";
import { outcomeOf } from "./outcome.js";
import type { BulkOperation, QueuePart } from "./parts.js";
import { restoredWords } from "./undo-words.js";

const RESTORING = { title: "Restoring jobs" };

const byNames: BulkOperation = (live, names, task) => live.restore(names, task);

/** Whether all came back; says what did not. */
export async function restoreAll(parts: readonly QueuePart[]): Promise<boolean> {
  return warnUnlessComplete(outcomeOf(await restoreEach(parts, byNames)), restoredWords);
}

/** What became of it in each queue. Says nothing. */
export function restoreEach(parts: readonly QueuePart[], operate: BulkOperation): Promise<readonly BulkResult[]> {
  return forEachQueue(parts, RESTORING, operate);
}
