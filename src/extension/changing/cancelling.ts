/**
 * Jobs whose cancellation was asked for in this window. Their worker acts on it within a second or so; until their
 * state says so itself, their rows do. The only thing that the view shows before it is true on disk.
 */
import * as vscode from "vscode";
import type { JobTarget, QueueHandle } from "../queues/queues.js";

const asked = new WeakMap<QueueHandle, Set<string>>();
const marked = new vscode.EventEmitter<QueueHandle>();
export const onDidMarkCancelling = marked.event;

export function markCancelling(targets: readonly JobTarget[]): void {
  for (const { queue, row } of targets) asked.set(queue, (asked.get(queue) ?? new Set()).add(row.id));
  for (const queue of new Set(targets.map((target) => target.queue))) marked.fire(queue);
}

export function isCancelling({ queue, row }: JobTarget): boolean {
  return row.state === "running" && asked.get(queue)?.has(row.id) === true;
}
