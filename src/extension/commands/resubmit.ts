/** Resubmit: the same params once more, as a new job. The original stays as it is. */
import type * as vscode from "vscode";
import type { BulkResult } from "../../live/live-queue.js";
import { jobs, jobsIn, type Scope } from "../../wording/index.js";
import { showInformation, showWarning } from "../messages.js";
import { failuresOf, forEachQueue, reasonsOf, reportFailures, type QueueResult } from "./bulk.js";
import { givenScope, givenTargets } from "./given.js";
import { pickJobs } from "./pick.js";
import type { CommandServices } from "./services.js";

export function registerResubmit({ queues, register, selection, log }: CommandServices): vscode.Disposable {
  return register("dirq.resubmit", async (...args) => {
    const given = givenTargets(args, selection);
    const targets =
      given.length > 0
        ? given
        : await pickJobs(queues, {
            title: "Resubmit Jobs",
            states: ["failed", "completed", "running", "queued"],
            suits: (row) => row.damaged === undefined,
          });
    if (targets.length === 0) return false;
    const results = await forEachQueue(targets, (queue, ids) => queue.live.resubmit(ids));
    const isDone = reportFailures(targets, results, "resubmitted");
    const scope = givenScope(args);
    // Not awaited: the command has ended, and the offer stays for as long as the message does.
    if (scope !== undefined) offerUndo(results, scope).catch((error: unknown) => log.error("Undo", String(error)));
    return isDone;
  });
}

const UNDO = "Undo";

/** Of very many jobs nobody wants to find the new ones again. */
async function offerUndo(results: readonly QueueResult<BulkResult>[], scope: Scope): Promise<void> {
  const count = results.reduce((sum, { result }) => sum + result.done.length, 0);
  if (count === 0 || (await showInformation(`Resubmitted ${jobsIn(count, scope)}.`, UNDO)) !== UNDO) return;
  const removed = await Promise.all(
    results.map(async ({ queue, result }) => ({ queue, result: await queue.live.remove(result.done) })),
  );
  const left = failuresOf(removed);
  if (left.length > 0) void showWarning(`Took back ${count - left.length} of ${jobs(count)}. ${reasonsOf(left, [])}`);
}
