/** Restore… and Empty Trash…: what Delete moved away, and freeing the disk of it. */
import * as vscode from "vscode";
import type { BulkResult, Trash } from "../../live/live-queue.js";
import { bytes, emptiedWords, jobs, printable, relativeTime } from "../../wording/index.js";
import { reportOutcome, runParts } from "../changing/bulk.js";
import { outcomeOf } from "../changing/outcome.js";
import { restoreAll } from "../changing/restore.js";
import { pickMany } from "../choosing/pick-many.js";
import { queueFor } from "../choosing/pick.js";
import { escapeIcons } from "../escape-icons.js";
import { confirm, showInformation } from "../messages.js";
import { ofQueue, titleFor } from "../queues/named.js";
import type { QueueHandle, Queues } from "../queues/queues.js";
import { readyQueues } from "../queues/ready.js";
import { readLong } from "../read-long.js";
import type { CommandServices } from "./services.js";

const EMPTYING = { title: "Emptying the trash", past: "deleted for good" };

export function registerTrash({ queues, register }: CommandServices): vscode.Disposable {
  return vscode.Disposable.from(
    register("dirq.restore", async (...args) => {
      const queue = await queueWithTrash(queues, args, "Restore Jobs Of");
      return queue !== undefined && restore(queue, queues);
    }),
    register("dirq.emptyTrash", async (...args) => {
      const queue = await queueWithTrash(queues, args, "Empty Trash Of");
      return queue !== undefined && empty(queue, queues);
    }),
  );
}

async function queueWithTrash(
  queues: Queues,
  args: readonly unknown[],
  title: string,
): Promise<QueueHandle | undefined> {
  const ready = readyQueues(queues);
  if (ready.length === 0) throw new Error("There is no jobs directory in this window, so nothing was deleted from it.");
  return queueFor(queues, args, { candidates: ready, title });
}

async function restore(queue: QueueHandle, queues: Queues): Promise<boolean> {
  const trash = await lookInto(queue, { queues, count: ({ rows }) => rows.length });
  if (trash === undefined) return false;
  const title = titleFor("Restore Jobs", queue, queues);
  const picked = await pickMany({ title, items: itemsOf(trash) }, vscode.window);
  if (picked.length === 0) return false;
  return restoreAll([{ queue, ids: picked.map(({ name }) => name) }]);
}

type TrashItem = vscode.QuickPickItem & { readonly name: string };

function itemsOf({ rows }: Trash): TrashItem[] {
  const now = Date.now();
  return rows.map(({ name, id, state, label, removedMs, isBeingRemoved }) => ({
    name,
    label: escapeIcons(label),
    description: `was ${state}, ${isBeingRemoved ? "being moved to the trash" : `deleted ${relativeTime(removedMs, now)}`}`,
    detail: escapeIcons(printable(id)),
  }));
}

async function empty(queue: QueueHandle, queues: Queues): Promise<boolean> {
  const trash = await lookInto(queue, { queues, count: ({ total }) => total });
  if (trash === undefined) return false;
  const where = `the trash${ofQueue(queue, queues)}`;
  const question = `Delete ${jobs(trash.total)} in ${where} for good? That frees ${bytes(trash.bytes)}.`;
  const results = trash.total === 1 ? "Its results go with it." : "Their results go with them.";
  const detail = `${results} What is older than 7 days is deleted by any worker.`;
  if (!(await confirm(question, { detail, act: "Empty Trash" }))) return false;
  const operate = (task: string): Promise<BulkResult> => queue.live.emptyTrash(trash.seen, task);
  const ends = await runParts([{ queue, operate }], { title: EMPTYING.title, total: trash.total });
  const outcome = outcomeOf(ends);
  const isWhole = reportOutcome(outcome, EMPTYING.past);
  if (isWhole) void showInformation(emptiedWords(outcome.done, trash.bytes));
  return isWhole;
}

/** Undefined where there is nothing to choose from, which the person is told, or when they did not wait. */
async function lookInto(
  queue: QueueHandle,
  { queues, count }: { readonly queues: Queues; readonly count: (trash: Trash) => number },
): Promise<Trash | undefined> {
  const trash = await readLong("Looking into the trash", () => queue.live.trash());
  if (trash === undefined || count(trash) > 0) return trash;
  void showInformation(`The trash${ofQueue(queue, queues)} is empty.`);
  return undefined;
}
