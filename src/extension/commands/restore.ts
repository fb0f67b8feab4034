/** Bringing back what lies in the trash, by its names there. */
import { showInformation } from "../messages.js";
import { forEachQueue, warnUnlessComplete } from "./bulk.js";
import { outcomeOf } from "./outcome.js";
import type { BulkOperation, QueuePart } from "./parts.js";
import { restoredWords } from "./undo-words.js";

const RESTORING = { title: "Restoring jobs" };

const byNames: BulkOperation = (live, names, task) => live.restore(names, task);

/** Whether all came back; says what did not. */
export async function restoreAll(parts: readonly QueuePart[], operate: BulkOperation = byNames): Promise<boolean> {
  const outcome = outcomeOf(await forEachQueue(parts, RESTORING, operate));
  if (outcome.total === 0) void showInformation("Nothing was deleted.");
  return warnUnlessComplete(outcome, restoredWords);
}
