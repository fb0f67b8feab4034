/** Delete: to the queue's trash without a question, because Undo brings it back. */
import { randomBytes } from "node:crypto";
import type * as vscode from "vscode";
import { count, jobs, jobsIn, type Scope } from "../../wording/index.js";
import { showInformation, showWarning } from "../messages.js";
import type { JobTarget, QueueHandle } from "../queues.js";
import { forEachQueue, reportOutcome } from "./bulk.js";
import { givenScope, givenTargets } from "./given.js";
import { isComplete, outcomeOf, reasonsOf, type Outcome } from "./outcome.js";
import { offer } from "./offer.js";
import { AllFailed, byQueue } from "./parts.js";
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
    const batch = randomBytes(6).toString("hex");
    const parts = byQueue(targets);
    try {
      const results = await forEachQueue(parts, DELETING, (live, ids, task) => live.remove(ids, task, batch));
      const undo = parts.map(({ queue }, index) => ({ queue, names: results[index]?.undo }));
      const outcome = outcomeOf(results);
      offer(log, report(outcome, { targets, scope: givenScope(args), batch, undo }));
      return isComplete(outcome);
    } catch (error) {
      if (!(error instanceof AllFailed) || error.dealtWith === 0) throw error;
      offer(log, reportDeath(error, { batch, undo: parts }));
      return false;
    }
  });
}

/** What can be brought back. */
interface Undoable {
  /** The word by which the trash knows this removal. */
  readonly batch: string;
  /** Names in the trash; undefined where the process died that knew them. */
  readonly undo: readonly { readonly queue: QueueHandle; readonly names?: readonly string[] | undefined }[];
}

interface Removed extends Undoable {
  readonly targets: readonly JobTarget[];
  readonly scope: Scope | undefined;
}

/** One message for what was removed, what was not, and Undo. */
async function report(outcome: Outcome, { targets, scope, ...undoable }: Removed): Promise<void> {
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
  if (answer === UNDO) await takeOut(undoable);
}

/** No queue's process has lived to say what it removed, but some was removed. */
async function reportDeath({ message }: AllFailed, undoable: Undoable): Promise<void> {
  if ((await showWarning(message, UNDO)) === UNDO) await takeOut(undoable);
}

async function takeOut({ batch, undo }: Undoable): Promise<void> {
  const parts = undo.map(async ({ queue, names }) => ({ queue, ids: names ?? (await queue.live.trashOf(batch)) }));
  await restoreAll(await Promise.all(parts));
}
