/** What becomes of several jobs: each succeeds or fails for itself, and the process stays able to answer meanwhile. */
import { setImmediate } from "node:timers/promises";
import { DirqError, type OneOfMany } from "../../queue/index.js";
import { errorWords } from "../../wording/index.js";
import type { BulkFailure, BulkResult } from "../live-queue.js";
import type { TaskWatch } from "./tasks.js";

interface Operation<T> {
  readonly ids: readonly string[];
  /** A few of them at a time. */
  readonly ends: AsyncIterable<readonly OneOfMany<T>[]>;
  /** What is told of one that went well. */
  readonly told: (value: T, id: string) => string;
}

/** Stopped, it ends after those that are under way. */
export async function collect<T>({ ids, ends, told }: Operation<T>, { signal, tell }: TaskWatch): Promise<BulkResult> {
  const done: string[] = [];
  const failed: BulkFailure[] = [];
  for await (const some of ends) {
    for (const end of some) {
      if (end.status === "fulfilled") done.push(told(end.value, end.id));
      else failed.push(failureOf(end.id, end.reason));
    }
    tell(done.length + failed.length);
    // Also where no disk was waited for, others have a turn: whoever stops this, for one.
    await setImmediate();
    if (signal.aborted) break;
  }
  const left = new Set(ids).size - done.length - failed.length;
  return { done, failed, ...(left > 0 && { left }) };
}

function failureOf(id: string, error: unknown): BulkFailure {
  const message = errorWords(error);
  return { id, message, code: error instanceof DirqError ? error.code : undefined };
}
