/** Delete: to the queue's trash without a question, because Undo brings it back. */
import { randomBytes } from "node:crypto";
import type * as vscode from "vscode";
import { forEachQueue } from "../changing/bulk.js";
import { offer, UNDO } from "../changing/offer.js";
import { byQueue, mayHaveDone } from "../changing/parts.js";
import { removalMessage, takingOut, undo, type RemovalMessage, type RemovedPart } from "../changing/removed.js";
import { restoreEach } from "../changing/restore.js";
import { givenScope } from "../choosing/given.js";
import { jobsFor } from "../choosing/pick.js";
import { showInformation, showWarning } from "../messages.js";
import type { CommandServices } from "./services.js";

const DELETING = { title: "Deleting jobs" };

export function registerRemove({ queues, register, selection, log }: CommandServices): vscode.Disposable {
  return register("dirq.remove", async (...args) => {
    const targets = await jobsFor({ queues, selection }, args, {
      title: "Delete Jobs",
      states: ["failed", "completed", "queued"],
    });
    if (targets.length === 0) return false;
    const batch = randomBytes(6).toString("hex");
    const parts = byQueue(targets);
    try {
      const results = await forEachQueue(parts, DELETING, (live, ids, task) => live.remove(ids, task, batch));
      const message = removalMessage(results, { targets, scope: givenScope(args) });
      const removed = parts.map((part, index) => ({ ...part, names: results[index]?.undo }));
      offer(log, report(message, { batch, removed, log }));
      return message.isComplete;
    } catch (error) {
      if (!(error instanceof Error) || !mayHaveDone(error)) throw error;
      // No queue's process has lived to say what it removed.
      offer(log, report({ words: error.message, isComplete: false, hasUndo: true }, { batch, removed: parts, log }));
      return false;
    }
  });
}

/** What can be brought back. */
interface Undoable {
  /** The word by which the trash knows this removal. */
  readonly batch: string;
  readonly removed: readonly RemovedPart[];
  /** Of what fails then. */
  readonly log: vscode.LogOutputChannel;
}

/** An Undo that fails is offered again, for as long as it may be of use: the trash keeps what was removed. */
async function report(first: RemovalMessage, { batch, removed, log }: Undoable): Promise<void> {
  let [message, left]: [RemovalMessage | undefined, readonly RemovedPart[]] = [first, removed];
  while (message !== undefined && (await show(message)) === UNDO) {
    const { parts, operate } = takingOut(batch, left);
    ({ message, left } = await undo(left, () => restoreEach(parts, operate)));
    if (message?.hasUndo === true) log.error(message.words);
  }
}

function show({ words, isComplete, hasUndo }: RemovalMessage): Thenable<string | undefined> {
  return (isComplete ? showInformation : showWarning)(words, ...(hasUndo ? [UNDO] : []));
}
