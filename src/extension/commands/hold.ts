/** Hold and Release: keeps queued jobs from starting, and lets them start again. */
import * as vscode from "vscode";
import type { BulkResult, JobRow, LiveQueue } from "../../live/live-queue.js";
import { isHeld } from "../../wording/index.js";
import { forEachQueue, reportFailures } from "./bulk.js";
import { givenTargets } from "./given.js";
import { pickJobs } from "./pick.js";
import type { CommandServices } from "./services.js";

export function isHoldable(row: JobRow): boolean {
  return row.damaged === undefined && !isHeld(row);
}

interface Holding {
  readonly command: string;
  readonly title: string;
  readonly past: string;
  readonly suits: (row: JobRow) => boolean;
  readonly operate: (live: LiveQueue, ids: readonly string[]) => Promise<BulkResult>;
}

const HOLDINGS: readonly Holding[] = [
  {
    command: "dirq.hold",
    title: "Hold Jobs",
    past: "held",
    suits: isHoldable,
    operate: (live, ids) => live.hold(ids),
  },
  {
    command: "dirq.release",
    title: "Release Jobs",
    past: "released",
    suits: isHeld,
    operate: (live, ids) => live.release(ids),
  },
];

export function registerHold(services: CommandServices): vscode.Disposable {
  return vscode.Disposable.from(...HOLDINGS.map((holding) => registerHolding(services, holding)));
}

function registerHolding({ queues, register, selection }: CommandServices, holding: Holding): vscode.Disposable {
  const { command, title, past, suits, operate } = holding;
  return register(command, async (...args) => {
    const given = givenTargets(args, selection);
    const targets = given.length > 0 ? given : await pickJobs(queues, { title, states: ["queued"], suits });
    if (targets.length === 0) return false;
    const results = await forEachQueue(targets, (queue, ids) => operate(queue.live, ids));
    return reportFailures(targets, results, past);
  });
}
