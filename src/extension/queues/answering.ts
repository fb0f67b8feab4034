/**
 * Waiting for a queue's process without waiting for a disk that hangs. VS Code draws a tree only when every list of
 * children that it asked for has come, so one that never comes would hide even the row which says so.
 */
import type * as vscode from "vscode";
import type { QueueHandle } from "./queues.js";

/**
 * The answer; undefined when the process ends or falls silent before it has come. One that does not answer is asked
 * nothing more: it would have to answer it all when it goes on.
 */
export function whileAnswering<T>(queue: QueueHandle, ask: () => Promise<T>): Promise<T | undefined> {
  if (queue.answering.kind !== "answering") return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const listener = queue.onDidChangeAnswering(() => settle(undefined));
    const settle = (value: T | undefined): void => {
      listener.dispose();
      resolve(value);
    };
    // A process that ended rejects its open questions; the row that says "starting again" tells of it.
    ask().then(settle, () => settle(undefined));
  });
}

/** Resolves with the first that is heard of a queue, be it that it does not answer. */
export function firstReport(queue: QueueHandle): Promise<void> {
  if (queue.status !== undefined || queue.answering.kind !== "answering") return Promise.resolve();
  return new Promise((resolve) => {
    const events: readonly vscode.Event<unknown>[] = [queue.onDidChange, queue.onDidChangeAnswering, queue.onDidClose];
    const listeners = events.map((event) =>
      event(() => {
        for (const listener of listeners) listener.dispose();
        resolve();
      }),
    );
  });
}
