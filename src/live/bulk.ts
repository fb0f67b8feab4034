/** One operation on several jobs: each succeeds or fails for itself, and the process stays able to answer meanwhile. */
import { setImmediate } from "node:timers/promises";
import { DirqError } from "../queue/index.js";
import type { BulkFailure, BulkResult } from "./live-queue.js";
import type { TaskWatch } from "./tasks.js";

/** The most that is done without letting a question through, in milliseconds. */
const SLICE = 50;

/** `done` holds what `operate` returned of the ids that went well. Stopped, it ends after the slice that is under way. */
export async function onEach(
  ids: readonly string[],
  operate: (id: string) => string,
  { signal, tell }: TaskWatch,
): Promise<BulkResult> {
  const done: string[] = [];
  const failed: BulkFailure[] = [];
  let sliceEnd = performance.now() + SLICE;
  for (const id of ids) {
    if (signal.aborted) break;
    try {
      done.push(operate(id));
    } catch (error) {
      failed.push(failureOf(id, error));
    }
    if (performance.now() < sliceEnd) continue;
    tell(done.length + failed.length);
    await setImmediate();
    sliceEnd = performance.now() + SLICE;
  }
  const left = ids.length - done.length - failed.length;
  return { done, failed, ...(left > 0 && { left }) };
}

function failureOf(id: string, error: unknown): BulkFailure {
  const message = error instanceof Error ? error.message : String(error);
  return { id, message, code: error instanceof DirqError ? error.code : undefined };
}
