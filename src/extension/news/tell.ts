/** One message about jobs that have ended, and what its buttons do. */
import * as vscode from "vscode";
import type { JobState } from "../../queue/job.js";
import { showInformation, showWarning } from "../messages.js";
import type { JobTarget, QueueHandle } from "../queues/queues.js";
import { canBeMuted, failedIds, isBad, wordsOf, type Gathered } from "./gathered.js";
import { mute } from "./notify-setting.js";

const SHOW = "Show";
const RESUBMIT = "Resubmit";
const MUTE = "Don't Show Again";

/** Brings the Jobs view to the front, with a state of a queue open. */
export type ShowState = (queue: QueueHandle, state: JobState) => Promise<void>;

/** Failures of a batch are told as they come, and again with its end; one click on each must not run them twice. */
const resubmitted = new WeakMap<QueueHandle, Set<string>>();

export async function tell(news: Gathered, showState: ShowState): Promise<void> {
  const bad = isBad(news);
  const failures = failedIds(news);
  const canResubmit = bad && failures !== undefined && [...failures.keys()].every(({ canWrite }) => canWrite);
  const show = bad ? showWarning : showInformation;
  switch (await show(wordsOf(news), SHOW, ...(canResubmit ? [RESUBMIT] : []), ...(canBeMuted(news) ? [MUTE] : []))) {
    case SHOW:
      return showNews(news, showState);
    case RESUBMIT:
      return resubmit(failures ?? new Map());
    case MUTE:
      return mute(bad ? "never" : "failures");
    case undefined:
      return;
  }
}

/** A job alone is shown itself, several in the list. */
async function showNews({ failed, completed, batches, left }: Gathered, showState: ShowState): Promise<void> {
  const [only, ...others] = [...failed, ...completed];
  if (only !== undefined && others.length + batches.length + left.failed + left.completed === 0) {
    await vscode.commands.executeCommand("dirq.showJob", only);
    return;
  }
  const bad = failed[0]?.queue ?? batches.find(({ end }) => end.failed > 0)?.queue;
  const queue = bad ?? only?.queue ?? batches[0]?.queue;
  if (queue !== undefined) await showState(queue, bad === undefined ? "completed" : "failed");
}

async function resubmit(failures: ReadonlyMap<QueueHandle, ReadonlySet<string>>): Promise<void> {
  const rows = await Promise.all(
    [...failures].map(async ([queue, ids]) =>
      (await queue.live.rows([...ids])).map((row): JobTarget => ({ queue, row })),
    ),
  );
  // What was deleted meanwhile, or runs again, is left alone.
  const targets = rows.flat().filter(({ row, queue }) => row.state === "failed" && isFirstTime(queue, row.id));
  if (targets.length > 0) await vscode.commands.executeCommand("dirq.resubmit", targets[0], targets);
}

function isFirstTime(queue: QueueHandle, id: string): boolean {
  const before = resubmitted.get(queue) ?? new Set();
  if (before.has(id)) return false;
  resubmitted.set(queue, before.add(id));
  return true;
}
