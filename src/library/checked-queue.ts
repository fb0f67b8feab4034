/** The core's queue for programs that no compiler has looked at: options that mean nothing are refused, not passed over. */
import {
  checkedOptions,
  JOB_STATES,
  JobQueue as CoreQueue,
  shown,
  type CancelOptions,
  type Claim,
  type ClaimOptions,
  type EmptyTrashOptions,
  type JobOrDamaged,
  type JobParams,
  type JobState,
  type JsonText,
  type ListOptions,
  type NewestOptions,
  type OneOfMany,
  type Outcome,
  type Place,
  type QueuedJob,
  type RemoveOptions,
  type ResubmitOptions,
  type StopRequest,
  type SubmitOptions,
  type TrashedJob,
} from "../queue/index.js";
import { assertOneOf } from "./one-of.js";
import * as rules from "./option-rules.js";

const STOP_REQUESTS = ["after-jobs", "now"] as const satisfies readonly StopRequest[];

export class CheckedQueue<P extends object = JobParams> extends CoreQueue<P> {
  /** The params as `submitMany` would write them, all checked as there; touches nothing. @throws as `submit` */
  override paramsToSubmit(list: readonly (P | JsonText)[], options: SubmitOptions = {}): string[] {
    if (!Array.isArray(list))
      throw new TypeError(`Cannot submit several jobs: they must be a list, not ${shown(list)}.`);
    return super.paramsToSubmit(list, checkedOptions("submit", options, rules.SUBMIT));
  }

  override resubmit(id: string, options: ResubmitOptions = {}): QueuedJob<P> {
    return super.resubmit(id, checkedOptions("resubmit", options, rules.RESUBMIT));
  }

  override resubmitMany(
    ids: readonly string[],
    options: ResubmitOptions = {},
  ): AsyncGenerator<readonly OneOfMany<QueuedJob<P>>[]> {
    return super.resubmitMany(ids, checkedOptions("resubmitMany", options, rules.RESUBMIT));
  }

  override list(options: ListOptions = {}): JobOrDamaged<P>[] {
    return super.list(checkedOptions("list", options, rules.LIST));
  }

  override newest(options: NewestOptions): Place[] {
    return super.newest(checkedOptions("newest", options, rules.NEWEST));
  }

  override ids(state: JobState): string[] {
    assertOneOf("state", state, JOB_STATES);
    return super.ids(state);
  }

  override cancel(id: string, options: CancelOptions = {}): "cancelled" | "requested" {
    return super.cancel(id, checkedOptions("cancel", options, rules.CANCEL));
  }

  override cancelMany(
    ids: readonly string[],
    options: CancelOptions = {},
  ): AsyncGenerator<readonly OneOfMany<"cancelled" | "requested">[]> {
    return super.cancelMany(ids, checkedOptions("cancelMany", options, rules.CANCEL));
  }

  override remove(id: string, options: RemoveOptions = {}): TrashedJob {
    return super.remove(id, checkedOptions("remove", options, rules.REMOVE));
  }

  override removeMany(
    ids: readonly string[],
    options: RemoveOptions = {},
  ): AsyncGenerator<readonly OneOfMany<TrashedJob>[]> {
    return super.removeMany(ids, checkedOptions("removeMany", options, rules.REMOVE));
  }

  override emptyTrash(options: EmptyTrashOptions = {}): number {
    return super.emptyTrash(checkedOptions("emptyTrash", options, rules.EMPTY_TRASH));
  }

  override stopWorker(worker: string, request: StopRequest): void {
    assertOneOf("request", request, STOP_REQUESTS);
    super.stopWorker(worker, request);
  }

  override claimNext(options: ClaimOptions = {}): Claim | undefined {
    return super.claimNext(checkedOptions("claimNext", options, rules.CLAIM));
  }

  override finish(claim: Claim, outcome: Outcome): boolean {
    return super.finish(claim, checkedOutcome(outcome));
  }

  override async finishMeanwhile(claim: Claim, outcome: Outcome): Promise<boolean> {
    return super.finishMeanwhile(claim, checkedOutcome(outcome));
  }
}

/** @throws TypeError */
function checkedOutcome(outcome: Outcome): Outcome {
  if (isOutcome(outcome)) return outcome;
  throw new TypeError(
    `A job ends as { state: "completed", result: {…} } or { state: "failed", error: "…", details: "…" }, with an exitCode that is a whole number and a signal that is a string if at all, not as ${shown(outcome)}.`,
  );
}

function isOutcome(given: unknown): boolean {
  const { state, result, error, details, exitCode, signal } = (given ?? {}) as Readonly<Record<string, unknown>>;
  // Node itself says null where there is none.
  if (!(exitCode === undefined || exitCode === null || Number.isInteger(exitCode))) return false;
  if (!(signal === undefined || signal === null || typeof signal === "string")) return false;
  if (state === "completed") return typeof result === "object" && result !== null && !Array.isArray(result);
  return state === "failed" && typeof error === "string" && typeof details === "string";
}
