/** An operation on many jobs in a queue's process: heard of while it goes on, and stopped when the person says so. */
import { randomUUID } from "node:crypto";
import type { LiveQueue } from "../../live/live-queue.js";
import type { QueueHandle } from "./queues.js";

export type TaskQueue = Pick<QueueHandle, "onDidProgress"> & { readonly live: Pick<LiveQueue, "stop"> };

export interface TaskListener {
  readonly signal: AbortSignal;
  readonly tell: (count: number) => void;
}

/** `operate` gets the word that the call into the process has to pass on. */
export async function runTask<T>(
  queue: TaskQueue,
  { signal, tell }: TaskListener,
  operate: (task: string) => Promise<T>,
): Promise<T> {
  const word = randomUUID();
  const listener = queue.onDidProgress(({ task, count }) => {
    if (task === word) tell(count);
  });
  // A process that ends meanwhile ends the operation as well, which then says so itself.
  const stop = (): void => void queue.live.stop(word).catch(() => {});
  signal.addEventListener("abort", stop);
  try {
    return await operate(word);
  } finally {
    signal.removeEventListener("abort", stop);
    listener.dispose();
  }
}
