/** Bringing back what lies in the trash, by its names there. */
import { forEachQueue, reportOutcome } from "./bulk.js";
import { outcomeOf } from "./outcome.js";
import type { QueuePart } from "./parts.js";

const RESTORING = { title: "Restoring jobs", past: "restored" };

/** Whether all came back; says what did not. */
export async function restoreAll(parts: readonly QueuePart[]): Promise<boolean> {
  const results = await forEachQueue(parts, RESTORING, (live, names, task) => live.restore(names, task));
  return reportOutcome(outcomeOf(results), RESTORING.past);
}
