/**
 * Tells of the jobs that a person asked to hear of. They are looked up whenever their queue changes, and when the window
 * opens: a job may have ended while it was closed.
 */
import * as vscode from "vscode";
import type { JobRow } from "../../live/live-queue.js";
import { whileAnswering } from "../queues/answering.js";
import type { QueueHandle, Queues } from "../queues/queues.js";
import { isReady } from "../queues/ready.js";
import { askedForIn, forget } from "./asked-for.js";
import { AskedForLooks } from "./asked-for-looks.js";

export interface WhenDone {
  readonly tell: (queue: QueueHandle, rows: readonly JobRow[]) => void;
  readonly log: vscode.LogOutputChannel;
}

export function tellWhenDone(queues: Queues, whenDone: WhenDone): vscode.Disposable {
  const looks = new WeakMap<QueueHandle, AskedForLooks>();
  const check = (queue: QueueHandle): void => {
    if (!isReady(queue) || askedForIn(queue).length === 0) return;
    const known = looks.get(queue) ?? looksAt(queue, whenDone);
    looks.set(queue, known);
    void known.look();
  };
  queues.all.forEach(check);
  return vscode.Disposable.from(
    queues.onDidChange(({ queue }) => check(queue)),
    queues.onDidChangeAll(() => queues.all.forEach(check)),
  );
}

function looksAt(queue: QueueHandle, { tell, log }: WhenDone): AskedForLooks {
  return new AskedForLooks({
    ids: () => askedForIn(queue),
    rows: (ids) => whileAnswering(queue, () => queue.live.rows(ids)),
    tell: (rows) => tell(queue, rows),
    forget: (ids) => forget(queue, ids),
    report: (error) => log.error(`Cannot tell which jobs in ${queue.directory} are done: ${String(error)}`),
  });
}
