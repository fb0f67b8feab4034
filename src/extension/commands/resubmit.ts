/** Resubmit: the same params once more, as a new job. The original stays as it is. */
import type * as vscode from "vscode";
import { forEachQueue, reportFailures } from "./bulk.js";
import { givenTargets } from "./given.js";
import { pickJobs } from "./pick.js";
import type { CommandServices } from "./services.js";

export function registerResubmit({ queues, register, selection }: CommandServices): vscode.Disposable {
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
    return reportFailures(targets, results, "resubmitted");
  });
}
