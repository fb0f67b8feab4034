/** Resubmit: the same params once more, as a new job. The original stays as it is. */
import type * as vscode from "vscode";
import { jobsIn, type Scope } from "../../wording/index.js";
import { forEachQueue } from "../changing/bulk.js";
import { offer, UNDO } from "../changing/offer.js";
import { isComplete, outcomeOf, outcomeWords, type Outcome } from "../changing/outcome.js";
import { byQueue, doneOf, type QueuePart } from "../changing/parts.js";
import { takeBack } from "../changing/take-back.js";
import { givenScope } from "../choosing/given.js";
import { jobsFor } from "../choosing/pick.js";
import { showInformation, showWarning } from "../messages.js";
import type { CommandServices } from "./services.js";

const RESUBMITTING = { title: "Resubmitting jobs", past: "resubmitted" };

export function registerResubmit({ queues, register, selection, log }: CommandServices): vscode.Disposable {
  return register("dirq.resubmit", async (...args) => {
    const targets = await jobsFor({ queues, selection }, args, {
      title: "Resubmit Jobs",
      states: ["failed", "completed", "running", "queued"],
      suits: (row) => row.damaged === undefined,
    });
    if (targets.length === 0) return false;
    const parts = byQueue(targets);
    const results = await forEachQueue(parts, RESUBMITTING, (live, ids, task) => live.resubmit(ids, task));
    const outcome = outcomeOf(results);
    const failure = isComplete(outcome) ? undefined : outcomeWords(outcome, RESUBMITTING.past, targets);
    offer(log, report(outcome, { failure, scope: givenScope(args), made: doneOf(parts, results) }));
    return isComplete(outcome);
  });
}

interface Resubmitted {
  readonly failure: string | undefined;
  readonly scope: Scope | undefined;
  readonly made: readonly QueuePart[];
}

/** Of very many jobs nobody wants to find the new ones again. */
async function report({ done, stopped }: Outcome, { failure, scope, made }: Resubmitted): Promise<void> {
  const buttons = done > 0 && (scope !== undefined || stopped) ? [UNDO] : [];
  const answer =
    failure !== undefined
      ? await showWarning(failure, ...buttons)
      : scope !== undefined
        ? await showInformation(`Resubmitted ${jobsIn(done, scope)}.`, ...buttons)
        : undefined;
  if (answer === UNDO) await takeBack(made);
}
