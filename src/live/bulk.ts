/** One operation on several jobs: each succeeds or fails for itself, and the process stays able to answer meanwhile. */
import { setImmediate } from "node:timers/promises";
import { DirqError } from "../queue/index.js";
import type { BulkFailure, BulkResult } from "./live-queue.js";

/** The most that is done without letting a question through, in milliseconds. */
const SLICE = 50;

/** `done` holds what `operate` returned of the ids that went well. */
export async function onEach(ids: readonly string[], operate: (id: string) => string): Promise<BulkResult> {
  const done: string[] = [];
  const failed: BulkFailure[] = [];
  let sliceEnd = performance.now() + SLICE;
  for (const id of ids) {
    try {
      done.push(operate(id));
    } catch (error) {
      failed.push(failureOf(id, error));
    }
    if (performance.now() < sliceEnd) continue;
    await setImmediate();
    sliceEnd = performance.now() + SLICE;
  }
  return { done, failed };
}

function failureOf(id: string, error: unknown): BulkFailure {
  const message = error instanceof Error ? error.message : String(error);
  return { id, message, code: error instanceof DirqError ? error.code : undefined };
}
