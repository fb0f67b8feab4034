/** Delete: to the queue's trash without a question, because Undo brings it back. */
import * as vscode from "vscode";
import { jobs } from "../../wording/index.js";
import { forEachQueue, reportFailures } from "./bulk.js";
import { givenTargets } from "./given.js";
import { pickJobs } from "./pick.js";
import type { JobTarget, QueueHandle } from "../queues.js";
import type { CommandServices } from "./services.js";

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
    const removed = results.map(({ queue, result }) => ({ queue, undo: result.undo }));
    // Not awaited: the command has ended, and the offer stays for as long as the message does.
    offerUndo(targets, removed).catch((error: unknown) => log.error("Undo", String(error)));
    return reportFailures(targets, results, "deleted");
  });
}

async function offerUndo(targets: readonly JobTarget[], removed: readonly Removed[]): Promise<void> {
  const count = removed.reduce((sum, { undo }) => sum + undo.length, 0);
  const [first] = targets;
  if (count === 0 || first === undefined) return;
  const what = targets.length === 1 ? `“${first.row.label}”` : jobs(count);
  const answer = await vscode.window.showInformationMessage(`Moved ${what} to the queue's trash.`, "Undo");
  if (answer === "Undo") await vscode.commands.executeCommand("dirq.undoRemove", removed);
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
