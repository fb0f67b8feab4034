/**
 * Jobs that a person wants to hear of when they are done. Remembered in the workspace, since a long job outlives a window,
 * until it was told or the job is gone.
 */
import * as vscode from "vscode";
import type { JobTarget, QueueHandle } from "../queues/queues.js";

const KEY = "dirq.notifyWhenDone";
/** Nobody asks for more; what is left of queues that are gone goes at some time. */
const MOST = 500;

interface AskedFor {
  /** The queue's directory. */
  readonly queue: string;
  readonly id: string;
}

let memory: vscode.Memento | undefined;
const changed = new vscode.EventEmitter<QueueHandle>();
export const onDidChangeAskedFor = changed.event;

export function rememberAskedFor(workspaceState: vscode.Memento): void {
  memory = workspaceState;
}

export function isAskedFor({ queue, row }: JobTarget): boolean {
  return askedForIn(queue).includes(row.id);
}

export function askedForIn(queue: QueueHandle): readonly string[] {
  return all().flatMap((each) => (each.queue === queue.directory ? [each.id] : []));
}

export function askFor(queue: QueueHandle, ids: readonly string[]): Thenable<void> {
  const added = ids.map((id) => ({ queue: queue.directory, id }));
  return save(queue, [...without(queue, ids), ...added].slice(-MOST));
}

export function forget(queue: QueueHandle, ids: readonly string[]): Thenable<void> {
  return save(queue, without(queue, ids));
}

function without(queue: QueueHandle, ids: readonly string[]): readonly AskedFor[] {
  return all().filter((each) => each.queue !== queue.directory || !ids.includes(each.id));
}

async function save(queue: QueueHandle, asked: readonly AskedFor[]): Promise<void> {
  await memory?.update(KEY, asked);
  changed.fire(queue);
}

/** Another version may have saved something else. */
function all(): readonly AskedFor[] {
  const saved = memory?.get<unknown>(KEY);
  return Array.isArray(saved) ? (saved as readonly unknown[]).filter(isAsked) : [];
}

function isAsked(value: unknown): value is AskedFor {
  return (
    typeof value === "object" &&
    value !== null &&
    "queue" in value &&
    "id" in value &&
    typeof value.queue === "string" &&
    typeof value.id === "string"
  );
}
