/** What became of a removal: what is said of it, whether Undo is offered, and how that brings back what was removed. */
import { count, errorWords, jobs, jobsIn, type Scope } from "../../wording/index.js";
import type { JobTarget } from "../queues/queues.js";
import { isComplete, outcomeOf, outcomeWords, QUEUE_FAILED, reasonsOf, type PartResult } from "./outcome.js";
import type { BulkOperation, QueuePart } from "./parts.js";
import { restoredWords } from "./undo-words.js";

/** What was to be removed. */
export interface Removal {
  readonly targets: readonly JobTarget[];
  readonly scope: Scope | undefined;
}

export interface RemovalMessage {
  readonly words: string;
  readonly isComplete: boolean;
  /** Whether there is something to be taken back, as far as is known. */
  readonly hasUndo: boolean;
}

/** One message for what was removed, and what was not. */
export function removalMessage(results: readonly PartResult[], { targets, scope }: Removal): RemovalMessage {
  const outcome = outcomeOf(results);
  const { total, done, stopped } = outcome;
  const complete = isComplete(outcome);
  if (done === 0) {
    const hasUndo = results.some(({ dealtWith }) => dealtWith !== undefined);
    return { words: outcomeWords(outcome, "moved to the trash", targets), isComplete: complete, hasUndo };
  }
  const [first] = targets;
  const all = scope === undefined ? jobs(total) : jobsIn(total, scope);
  const isOne = scope === undefined && total === 1 && first !== undefined;
  const what = done < total ? `${count(done)} of ${all}` : isOne ? `“${first.row.label}”` : all;
  const moved = `${stopped ? "Stopped: moved" : "Moved"} ${what} to the queue's trash.`;
  const words = complete ? moved : [moved, reasonsOf(outcome, targets)].join(" ").trim();
  return { words, isComplete: complete, hasUndo: true };
}

/** Of one queue's part of a removal. */
export interface RemovedPart extends QueuePart {
  /** Names in the trash; undefined where the process died that knew which are there. */
  readonly names?: readonly string[] | undefined;
}

/** Brings back what the trash knows by the word `batch`. A queue that cannot say what that is fails alone. */
export function takingOut(
  batch: string,
  removed: readonly RemovedPart[],
): { readonly parts: readonly QueuePart[]; readonly operate: BulkOperation } {
  const lost = new Set(removed.flatMap(({ queue, names }) => (names === undefined ? [queue.live] : [])));
  return {
    parts: removed.map(({ queue, ids, names }) => ({ queue, ids: names ?? ids })),
    operate: async (live, ids, task) => live.restore(lost.has(live) ? await live.trashOf(batch) : ids, task),
  };
}

/** What is said after an Undo, and what of the removal can still be taken back: where a queue could not do it at all. */
export interface Undone {
  /** Absent where there is nothing to be said. */
  readonly message: RemovalMessage | undefined;
  readonly left: readonly RemovedPart[];
}

export async function undo(
  removed: readonly RemovedPart[],
  restore: () => Promise<readonly PartResult[]>,
): Promise<Undone> {
  try {
    const results = await restore();
    const outcome = outcomeOf(results);
    const failed = removed.filter((_part, index) => results[index]?.failed.some(({ code }) => code === QUEUE_FAILED));
    const left = failed.map(withoutNames);
    if (outcome.total === 0) return { message: NOTHING, left };
    const words = restoredWords(outcome);
    const message = { words, isComplete: false, hasUndo: left.length > 0 };
    return { message: isComplete(outcome) ? undefined : message, left };
  } catch (error) {
    const words = errorWords(error);
    return { message: { words, isComplete: false, hasUndo: true }, left: removed.map(withoutNames) };
  }
}

/** Some may be back already, of which the process that died could not tell: the trash knows which are left. */
function withoutNames({ queue, ids }: RemovedPart): RemovedPart {
  return { queue, ids };
}

const NOTHING: RemovalMessage = { words: "Nothing was deleted.", isComplete: true, hasUndo: false };
