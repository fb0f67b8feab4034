/** What became of an operation on jobs of one or several queues, in words. */
import type { BulkFailure, BulkResult } from "../../live/live-queue.js";
import { count, jobs } from "../../wording/index.js";
import type { JobTarget } from "../queues.js";

/** Failures that are told one by one; the others are only counted. */
const MOST_TOLD = 3;

export interface Outcome {
  /** To how many jobs it was to be done. */
  readonly total: number;
  readonly done: number;
  readonly failed: readonly BulkFailure[];
  /** It was stopped before it had come to all of them. */
  readonly stopped: boolean;
}

export function outcomeOf(results: readonly BulkResult[]): Outcome {
  const done = results.reduce((sum, result) => sum + result.done.length, 0);
  const failed = results.flatMap((result) => result.failed);
  const left = results.reduce((sum, result) => sum + (result.left ?? 0), 0);
  return { total: done + failed.length + left, done, failed, stopped: left > 0 };
}

export function isComplete({ done, total }: Outcome): boolean {
  return done === total;
}

/**
 * What has to be said where not all was done: `2 of 3 jobs cancelled. train: it has ended already.`, or
 * `Stopped: 1,230 of 5,000 jobs cancelled.`
 */
export function outcomeWords(outcome: Outcome, past: string, targets: readonly JobTarget[]): string {
  const { total, done, failed, stopped } = outcome;
  const counted = total === 1 ? "" : `${stopped ? "Stopped: " : ""}${count(done)} of ${jobs(total)} ${past}.`;
  return [counted, reasonsOf(failed, targets)].filter((words) => words !== "").join(" ");
}

/** Why some were left out, the first few by name. */
export function reasonsOf(failed: readonly BulkFailure[], targets: readonly JobTarget[]): string {
  const told = failed.slice(0, MOST_TOLD);
  const labelOf = (id: string): string | undefined => targets.find(({ row }) => row.id === id)?.row.label;
  const words = told.map((failure) => failureWords(failure, labelOf(failure.id)));
  const rest = failed.length > MOST_TOLD ? [`And ${count(failed.length - MOST_TOLD)} more.`] : [];
  return [...words, ...rest].join(" ");
}

function failureWords({ id, message }: BulkFailure, label: string | undefined): string {
  const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
  return `${label ?? id}: ${sentence}`;
}
