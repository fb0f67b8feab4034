/** Cancel: a queued job at once, a running one through its worker. Asks once, and only where work is lost. */
import type * as vscode from "vscode";
import { jobs, jobsIn, type Scope } from "../../wording/index.js";
import { forEachQueue, reportOutcome } from "../changing/bulk.js";
import { callToCancel } from "../changing/cancel-call.js";
import { markCancelling } from "../changing/cancelling.js";
import { outcomeOf } from "../changing/outcome.js";
import { givenScope } from "../choosing/given.js";
import { jobsFor } from "../choosing/pick.js";
import { confirm } from "../messages.js";
import type { JobTarget } from "../queues/queues.js";
import type { CommandServices } from "./services.js";

const CANCELLING = { title: "Cancelling jobs", past: "cancelled" };

export function registerCancel({ queues, register, selection }: CommandServices): vscode.Disposable {
  return register("dirq.cancel", async (...args) => {
    const targets = await jobsFor({ queues, selection }, args, {
      title: "Cancel Jobs",
      states: ["running", "queued"],
      suits: (row) => row.damaged === undefined && row.ours,
    });
    if (targets.length === 0 || !(await mayStop(targets, givenScope(args)))) return false;
    const { parts, operate } = callToCancel(targets);
    const results = await forEachQueue(parts, CANCELLING, operate);
    parts.forEach(({ queue }, index) => {
      const cancelled = new Set(results[index]?.done);
      markCancelling(targets.filter((target) => target.queue === queue && cancelled.has(target.row.id)));
    });
    return reportOutcome(outcomeOf(results), CANCELLING.past, targets);
  });
}

async function mayStop(targets: readonly JobTarget[], scope: Scope | undefined): Promise<boolean> {
  const running = targets.filter(({ row }) => row.state === "running");
  const [first] = running;
  if (first === undefined) return true;
  const question =
    scope !== undefined
      ? `Stop ${jobsIn(running.length, scope)}?`
      : running.length === 1
        ? `Stop “${first.row.label}”?`
        : `Stop ${jobs(running.length)} that are running?`;
  const detail = "Its record and its output stay, and it can be resubmitted.";
  return confirm(question, { detail, act: running.length === 1 ? "Stop Job" : "Stop Jobs" });
}
