/** Hold and Release: keeps queued jobs from starting, and lets them start again. */
import * as vscode from "vscode";
import type { JobRow } from "../../live/live-queue.js";
import { isHeld } from "../../wording/index.js";
import { forEachQueue, reportOutcome, type BulkWords } from "../changing/bulk.js";
import { offer, UNDO } from "../changing/offer.js";
import { outcomeOf, outcomeWords } from "../changing/outcome.js";
import { byQueue, doneOf, type BulkOperation, type QueuePart } from "../changing/parts.js";
import { jobsFor } from "../choosing/pick.js";
import { showWarning } from "../messages.js";
import type { CommandServices } from "./services.js";

export function isHoldable(row: JobRow): boolean {
  return row.damaged === undefined && !isHeld(row);
}

interface Verb {
  readonly words: BulkWords;
  readonly operate: BulkOperation;
}

const HOLD: Verb = {
  words: { title: "Holding jobs", past: "held" },
  operate: (live, ids, task) => live.hold(ids, task),
};

const RELEASE: Verb = {
  words: { title: "Releasing jobs", past: "released" },
  operate: (live, ids, task) => live.release(ids, task),
};

interface Holding {
  readonly command: string;
  readonly title: string;
  readonly suits: (row: JobRow) => boolean;
  readonly verb: Verb;
  readonly undo: Verb;
}

const HOLDINGS: readonly Holding[] = [
  { command: "dirq.hold", title: "Hold Jobs", suits: isHoldable, verb: HOLD, undo: RELEASE },
  { command: "dirq.release", title: "Release Jobs", suits: isHeld, verb: RELEASE, undo: HOLD },
];

export function registerHold(services: CommandServices): vscode.Disposable {
  return vscode.Disposable.from(...HOLDINGS.map((holding) => registerHolding(services, holding)));
}

function registerHolding({ queues, register, selection, log }: CommandServices, holding: Holding): vscode.Disposable {
  const { command, title, suits, verb, undo } = holding;
  return register(command, async (...args) => {
    const targets = await jobsFor({ queues, selection }, args, { title, states: ["queued"], suits });
    if (targets.length === 0) return false;
    const parts = byQueue(targets);
    const results = await forEachQueue(parts, verb.words, verb.operate);
    const outcome = outcomeOf(results);
    if (!outcome.stopped || outcome.done === 0) return reportOutcome(outcome, verb.words.past, targets);
    offer(log, offerUndo(outcomeWords(outcome, verb.words.past, targets), doneOf(parts, results), undo));
    return false;
  });
}

/** Only of what was stopped halfway: otherwise the view holds the other command for all of them. */
async function offerUndo(words: string, done: readonly QueuePart[], { words: undone, operate }: Verb): Promise<void> {
  if ((await showWarning(words, UNDO)) !== UNDO) return;
  reportOutcome(outcomeOf(await forEachQueue(done, undone, operate)), undone.past);
}
