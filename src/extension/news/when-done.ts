/**
 * Tells of the jobs that a person asked to hear of. They are looked up whenever their queue changes, and when the window
 * opens: a job may have ended while it was closed.
 */
import * as vscode from "vscode";
import type { JobRow } from "../../live/live-queue.js";
import type { QueueHandle, Queues } from "../queues.js";
import { whileAnswering } from "../tree/answering.js";
import { askedForIn, forget } from "./asked-for.js";

export function tellWhenDone(
  queues: Queues,
  tell: (queue: QueueHandle, rows: readonly JobRow[]) => void,
): vscode.Disposable {
  /** One look at a time, so that nothing is told twice. */
  const looking = new Map<QueueHandle, Promise<void>>();
  const check = (queue: QueueHandle): void => {
    if (queue.status?.kind !== "ready" || askedForIn(queue).length === 0) return;
    const before = looking.get(queue) ?? Promise.resolve();
    looking.set(
      queue,
      before.then(() => look(queue, tell)),
    );
  };
  queues.all.forEach(check);
  return vscode.Disposable.from(
    queues.onDidChange(({ queue }) => check(queue)),
    queues.onDidChangeAll(() => queues.all.forEach(check)),
  );
}

async function look(queue: QueueHandle, tell: (queue: QueueHandle, rows: readonly JobRow[]) => void): Promise<void> {
  const ids = askedForIn(queue);
  if (ids.length === 0) return;
  const rows = await whileAnswering(queue, () => queue.live.find(ids));
  if (rows === undefined) return;
  const done = rows.filter(({ state }) => state === "completed" || state === "failed");
  const gone = ids.filter((id) => !rows.some((row) => row.id === id));
  if (done.length + gone.length === 0) return;
  if (done.length > 0) tell(queue, done);
  await forget(queue, [...gone, ...done.map(({ id }) => id)]);
}
