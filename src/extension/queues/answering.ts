/**
 * Waiting for a queue's process without waiting for a disk that hangs. VS Code draws a tree only when every list of
 * children that it asked for has come, so one that never comes would hide even the row which says so.
 */
import type * as vscode from "vscode";
import { NoAnswer } from "../../live/process/client.js";
import type { QueueHandle } from "./queues.js";

/**
 * The answer; undefined when the process ends or falls silent before it has come. One that does not answer is asked
 * nothing more: it would have to answer it all when it goes on. Rejects with what the process answers that it cannot do.
 */
export function whileAnswering<T>(queue: QueueHandle, ask: () => Promise<T>): Promise<T | undefined> {
  if (queue.answering.kind !== "answering") return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const listener = queue.onDidChangeAnswering(() => settle(undefined));
    const settle = (value: T | undefined): void => {
      listener.dispose();
      resolve(value);
    };
    ask().then(settle, (error: Error) => {
      // The row that says "starting again" tells of a process that ended.
      if (error instanceof NoAnswer) return settle(undefined);
      listener.dispose();
      reject(error);
    });
  });
}

/** The same for what is shown without a question of a person's: what cannot be done stands in the log alone. */
export async function whileAnsweringOrLogged<T>(queue: QueueHandle, ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await whileAnswering(queue, ask);
  } catch (error) {
    queue.report(error);
    return undefined;
  }
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
