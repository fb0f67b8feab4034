/** Delete: to the queue's trash without a question, because Undo brings it back. */
import type * as vscode from "vscode";
import { count, jobs, jobsIn, type Scope } from "../../wording/index.js";
import { showInformation, showWarning } from "../messages.js";
import type { JobTarget } from "../queues.js";
import { forEachQueue, reportOutcome } from "./bulk.js";
import { givenScope, givenTargets } from "./given.js";
import { isComplete, outcomeOf, reasonsOf, type Outcome } from "./outcome.js";
import { offer } from "./offer.js";
import { byQueue, type QueuePart } from "./parts.js";
import { pickJobs } from "./pick.js";
import { restoreAll } from "./restore.js";
import type { CommandServices } from "./services.js";

const UNDO = "Undo";
const DELETING = { title: "Deleting jobs", past: "moved to the trash" };

export function registerRemove({ queues, register, selection, log }: CommandServices): vscode.Disposable {
  return register("dirq.remove", async (...args) => {
    const given = givenTargets(args, selection);
    const targets =
      given.length > 0
        ? given
        : await pickJobs(queues, {
            title: "Delete Jobs",
            states: ["failed", "completed", "queued"],
            suits: () => true,
          });
    if (targets.length === 0) return false;
    const parts = byQueue(targets);
    const results = await forEachQueue(parts, DELETING, (live, ids, task) => live.remove(ids, task));
    const outcome = outcomeOf(results);
    const undo = parts.map(({ queue }, index) => ({ queue, ids: results[index]?.undo ?? [] }));
    offer(log, report(outcome, { targets, scope: givenScope(args), undo }));
    return isComplete(outcome);
  });
}

interface Removed {
  readonly targets: readonly JobTarget[];
  readonly scope: Scope | undefined;
  /** Names in the trash. */
  readonly undo: readonly QueuePart[];
}

/** One message for what was removed, what was not, and Undo. */
async function report(outcome: Outcome, { targets, scope, undo }: Removed): Promise<void> {
  const { total, done, stopped } = outcome;
  if (done === 0) return void reportOutcome(outcome, DELETING.past, targets);
  const [first] = targets;
  const all = scope === undefined ? jobs(total) : jobsIn(total, scope);
  const isOne = scope === undefined && total === 1 && first !== undefined;
  const what = done < total ? `${count(done)} of ${all}` : isOne ? `“${first.row.label}”` : all;
  const words = `${stopped ? "Stopped: moved" : "Moved"} ${what} to the queue's trash.`;
  const answer = isComplete(outcome)
    ? await showInformation(words, UNDO)
    : await showWarning([words, reasonsOf(outcome, targets)].join(" ").trim(), UNDO);
  if (answer === UNDO) await restoreAll(undo);
}
