/** What is to be done to jobs, and what became of it. */
import type { DirqErrorCode } from "../../queue/errors.js";

/** How a job is submitted, beside its params. */
export interface SubmitChoices {
  /** How often it is tried again when it fails. */
  readonly retries?: number | undefined;
}

/** What became of an operation on several jobs. */
export interface BulkResult {
  readonly done: readonly string[];
  readonly failed: readonly BulkFailure[];
  /** How many it did not come to, because it was stopped. */
  readonly left?: number | undefined;
  /** Of removed jobs: names that `restore` takes. */
  readonly undo?: readonly string[] | undefined;
}

/** What became of jobs that were to be removed. */
export interface RemoveResult extends BulkResult {
  readonly undo: readonly string[];
}

export interface BulkFailure {
  readonly id: string;
  readonly code?: DirqErrorCode | undefined;
  readonly message: string;
}

/** What became of jobs that were to be submitted together. */
export interface BatchResult {
  /** Those that are in the queue: not all where it was stopped, or failed. */
  readonly ids: readonly string[];
  /** Why the others are not; absent where it was stopped. */
  readonly failure?: string | undefined;
}
