/** What became of an operation on jobs of one or several queues, in words. */
import type { BulkFailure, BulkResult } from "../../live/live-queue.js";
import type { DirqErrorCode } from "../../queue/errors.js";
import { count, jobs, withFullStop } from "../../wording/index.js";
import type { JobTarget } from "../queues/queues.js";

/** Reasons that are told; what failed for others is only counted. */
export const MOST_TOLD = 3;
/** Failures whose reasons are compared: of a hundred thousand that takes longer than a window may stand still. */
const MOST_COMPARED = 1_000;
/** What each job has of its own in a reason: ids, times and random ends of the names of files and in the trash. */
const OWN_NAMES = /\b(?:\d{19}|\d{8}T\d{6}|[\da-f]{12})\b/g;

/** Of a failure that has nothing to do with the job: the whole queue could not be used. As `DirqError` has it. */
export const QUEUE_FAILED = "QUEUE_UNUSABLE" satisfies DirqErrorCode;

/** What became of a queue's part; of a process that died at it, also how many jobs it had told to be dealt with. */
export interface PartResult extends BulkResult {
  readonly dealtWith?: number;
}

export interface Outcome {
  /** To how many jobs it was to be done. */
  readonly total: number;
  readonly done: number;
  readonly failed: readonly BulkFailure[];
  /** How many of the failed ones were dealt with, at least, before their queue's process died: nobody knows how it went. */
  readonly dealtWith: number;
  /** It was stopped before it had come to all of them. */
  readonly stopped: boolean;
}

export function outcomeOf(results: readonly PartResult[]): Outcome {
  const done = results.reduce((sum, result) => sum + result.done.length, 0);
  const failed = results.map((result) => result.failed).flat();
  const left = results.reduce((sum, result) => sum + (result.left ?? 0), 0);
  const dealtWith = results.reduce((sum, result) => sum + (result.dealtWith ?? 0), 0);
  return { total: done + failed.length + left, done, failed, dealtWith, stopped: left > 0 };
}

export function isComplete({ done, total }: Outcome): boolean {
  return done === total;
}

/**
 * What has to be said where not all was done: `2 of 3 jobs cancelled. train: it has ended already.`, or
 * `Stopped: 1,230 of 5,000 jobs cancelled.`
 */
export function outcomeWords(outcome: Outcome, past: string, targets: readonly JobTarget[]): string {
  const sentences = [countedWords(outcome, past), reasonsOf(outcome, targets)];
  return sentences.filter((words) => words !== "").join(" ");
}

/** Nothing of one job alone: then the reason says it all. */
export function countedWords({ total, done, dealtWith, stopped }: Outcome, past: string): string {
  // Not that nothing was done where that is not known.
  if (total === 1 || (done === 0 && dealtWith > 0)) return "";
  return `${stopped ? "Stopped: " : ""}${count(done)} of ${jobs(total)} ${past}.`;
}

/**
 * Why some were left out: the first few reasons, each by the name of the first job that was left out for it. What is no
 * target, such as a name in the trash, tells a person nothing: then the reason stands alone.
 */
export function reasonsOf(outcome: Outcome, targets: readonly JobTarget[]): string {
  const { failed } = outcome;
  const reasons = [...byReason(failed).values()].slice(0, MOST_TOLD);
  const labelOf = (id: string): string | undefined => targets.find(({ row }) => row.id === id)?.row.label;
  const words = reasons.map((alike) => reasonWords(alike, labelOf));
  const left = failed.length - reasons.reduce((sum, alike) => sum + alike.length, 0);
  const sentences = [dealtWithWords(outcome), ...words, left > 0 ? `And ${count(left)} more.` : ""];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

function dealtWithWords({ total, done, dealtWith }: Outcome): string {
  if (dealtWith === 0) return "";
  return `At least ${count(dealtWith)} ${done > 0 ? "more" : `of ${jobs(total)}`} had been dealt with.`;
}

/**
 * A disk that is full refuses a thousand jobs in the same words, but for the id or file that is named. A queue whose process
 * ended says the very same of all its jobs: that is seen at once, of any number.
 */
function byReason(failed: readonly BulkFailure[]): ReadonlyMap<string, readonly BulkFailure[]> {
  const groups = new Map<string, BulkFailure[]>();
  let last: { readonly message: string; readonly group: BulkFailure[] } | undefined;
  let compared = 0;
  for (const failure of failed) {
    const { message } = failure;
    if (message !== last?.message) {
      if (compared++ >= MOST_COMPARED) break;
      const reason = withoutOwnNames(failure);
      const group = groups.get(reason) ?? [];
      groups.set(reason, group);
      last = { message, group };
    }
    last.group.push(failure);
  }
  return groups;
}

/** Two queues, or two exit codes, stay two reasons: they differ in digits as well. */
function withoutOwnNames({ id, message }: BulkFailure): string {
  return message.replaceAll(id, "").replaceAll(OWN_NAMES, "");
}

function reasonWords(alike: readonly BulkFailure[], labelOf: (id: string) => string | undefined): string {
  const [first] = alike;
  if (first === undefined) return "";
  const sentence = withFullStop(first.message);
  if (first.code === QUEUE_FAILED) return sentence;
  const others = alike.length > 1 ? ` The same for ${count(alike.length - 1)} more.` : "";
  const label = labelOf(first.id);
  return `${label === undefined ? "" : `${label}: `}${sentence}${others}`;
}
