/** Delete: to the queue's trash without a question, because Undo brings it back. */
import * as vscode from "vscode";
import type { LiveQueue } from "../../live/live-queue.js";
import { jobs, jobsIn, type Scope } from "../../wording/index.js";
import { failuresOf, forEachQueue, reasonsOf, reportFailures, type QueueResult } from "./bulk.js";
import { givenScope, givenTargets } from "./given.js";
import { pickJobs } from "./pick.js";
import { showInformation, showWarning } from "../messages.js";
import type { JobTarget, QueueHandle } from "../queues.js";
import type { CommandServices } from "./services.js";

const UNDO = "Undo";

type RemoveResult = Awaited<ReturnType<LiveQueue["remove"]>>;

interface Removed {
  readonly queue: QueueHandle;
  readonly undo: readonly string[];
}

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
    const results = await forEachQueue(targets, (queue, ids) => queue.live.remove(ids));
    // Not awaited: the command has ended, and the offer stays for as long as the message does.
    report(targets, results, givenScope(args)).catch((error: unknown) => log.error("Undo", String(error)));
    return failuresOf(results).length === 0;
  });
}

/** One message for what was removed, what was not, and Undo. */
async function report(
  targets: readonly JobTarget[],
  results: readonly QueueResult<RemoveResult>[],
  scope: Scope | undefined,
): Promise<void> {
  const failed = failuresOf(results);
  const removed = results.map(({ queue, result }) => ({ queue, undo: result.undo }));
  const count = targets.length - failed.length;
  if (count === 0) return void reportFailures(targets, results, "deleted");
  const [first] = targets;
  const all = scope === undefined ? jobs(targets.length) : jobsIn(targets.length, scope);
  const what =
    failed.length > 0
      ? `${count} of ${all}`
      : scope === undefined && targets.length === 1 && first !== undefined
        ? `“${first.row.label}”`
        : all;
  const words = `Moved ${what} to the queue's trash.`;
  const answer =
    failed.length === 0
      ? await showInformation(words, UNDO)
      : await showWarning(`${words} ${reasonsOf(failed, targets)}`, UNDO);
  if (answer === UNDO) await vscode.commands.executeCommand("dirq.undoRemove", removed);
}

/** Called by the message above only; hidden from the palette. */
export function registerUndoRemove({ register }: CommandServices): vscode.Disposable {
  return register("dirq.undoRemove", async (removed) => {
    for (const { queue, undo } of removed as readonly Removed[]) {
      const { failed } = await queue.live.restore(undo);
      if (failed.length > 0) throw new Error(failed.map(({ message }) => message).join(" "));
    }
  });
}
