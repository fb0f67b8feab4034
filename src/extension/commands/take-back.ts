/** Undo of what made new jobs: they go to the trash, except those that a worker has begun with. */
import { showWarning } from "../messages.js";
import { forEachQueue } from "./bulk.js";
import { isComplete, outcomeOf } from "./outcome.js";
import type { QueuePart } from "./parts.js";
import { takenBackWords } from "./undo-words.js";

const TAKING_BACK = { title: "Taking jobs back", past: "taken back" };

export async function takeBack(parts: readonly QueuePart[]): Promise<void> {
  const outcome = outcomeOf(await forEachQueue(parts, TAKING_BACK, (live, ids, task) => live.takeBack(ids, task)));
  if (!isComplete(outcome)) void showWarning(takenBackWords(outcome));
}
