/** Bringing back what lies in the trash, by its names there. */
import { showWarning } from "../messages.js";
import { forEachQueue } from "./bulk.js";
import { isComplete, outcomeOf } from "./outcome.js";
import type { QueuePart } from "./parts.js";
import { restoredWords } from "./undo-words.js";

const RESTORING = { title: "Restoring jobs", past: "restored" };

/** Whether all came back; says what did not. */
export async function restoreAll(parts: readonly QueuePart[]): Promise<boolean> {
  const outcome = outcomeOf(await forEachQueue(parts, RESTORING, (live, names, task) => live.restore(names, task)));
  if (!isComplete(outcome)) void showWarning(restoredWords(outcome));
  return isComplete(outcome);
}
