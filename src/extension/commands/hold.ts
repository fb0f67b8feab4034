/** Hold and Release: keeps queued jobs from starting, and lets them start again. */
import * as vscode from "vscode";
import type { JobRow } from "../../live/live-queue.js";
import { isHeld } from "../../wording/index.js";
import { byQueue, forEachQueue, reportOutcome, type BulkOperation, type BulkWords } from "./bulk.js";
import { givenTargets } from "./given.js";
import { outcomeOf } from "./outcome.js";
import { pickJobs } from "./pick.js";
import type { CommandServices } from "./services.js";

export function isHoldable(row: JobRow): boolean {
  return row.damaged === undefined && !isHeld(row);
}

interface Holding {
  readonly command: string;
  readonly title: string;
  readonly words: BulkWords;
  readonly suits: (row: JobRow) => boolean;
  readonly operate: BulkOperation;
}

const HOLDINGS: readonly Holding[] = [
  {
    command: "dirq.hold",
    title: "Hold Jobs",
    words: { title: "Holding jobs", past: "held" },
    suits: isHoldable,
    operate: (live, ids, task) => live.hold(ids, task),
  },
  {
    command: "dirq.release",
    title: "Release Jobs",
    words: { title: "Releasing jobs", past: "released" },
    suits: isHeld,
    operate: (live, ids, task) => live.release(ids, task),
  },
];

export function registerHold(services: CommandServices): vscode.Disposable {
  return vscode.Disposable.from(...HOLDINGS.map((holding) => registerHolding(services, holding)));
}

function registerHolding({ queues, register, selection }: CommandServices, holding: Holding): vscode.Disposable {
  const { command, title, words, suits, operate } = holding;
  return register(command, async (...args) => {
    const given = givenTargets(args, selection);
    const targets = given.length > 0 ? given : await pickJobs(queues, { title, states: ["queued"], suits });
    if (targets.length === 0) return false;
    const results = await forEachQueue(byQueue(targets), words, operate);
    return reportOutcome(outcomeOf(results), words.past, targets);
  });
}
