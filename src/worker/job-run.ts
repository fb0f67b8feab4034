/** One claimed job, from its start to the record of its end. */
import {
  cancelledWords,
  formatJson,
  hasCode,
  JsonText,
  type CancelRequest,
  type Claim,
  type ClaimWatch,
  type JobQueue,
  type JsonObject,
  type JsonValue,
  type Outcome,
} from "../queue/index.js";
import type { Beat } from "./beat/beat.js";
import { CommandResult } from "./command-result.js";
import { withLogGap } from "./end-phrases.js";
import { failureOf } from "./failure-of.js";
import { isTroubleWithDisk } from "./is-trouble-with-disk.js";
import { JobFailure } from "./job-failure.js";
import { JobLog } from "./job-log.js";
import type { JobContext, Worker } from "./worker.js";
import type { JobEnd } from "./worker-event.js";

/** Why a running job is being stopped. */
type StopReason =
  { readonly kind: "cancelled"; readonly request: CancelRequest } | { readonly kind: "released" | "lost" | "removed" };

export interface JobRunOptions {
  readonly worker: Worker;
  readonly claim: Claim;
  readonly beat: Beat;
  readonly slot: number;
}

export interface Recorded {
  readonly end: JobEnd;
  /** False: to be settled in 10 s, since a late mark of a Python worker may come. */
  readonly settled: boolean;
}

export class JobRun {
  readonly claim: Claim;
  readonly slot: number;
  private readonly queue: JobQueue;
  private readonly stop = new AbortController();
  private readonly watch: ClaimWatch;
  private readonly log: JobLog;
  private stopReason: StopReason | undefined;
  private hasEnded = false;

  constructor(private readonly options: JobRunOptions) {
    this.claim = options.claim;
    this.slot = options.slot;
    this.queue = options.worker.queue;
    this.watch = this.queue.watchClaim(this.claim);
    this.log = new JobLog({
      resultDir: this.claim.resultDirectory,
      isStillMine: () => {
        this.look();
        return !this.isLost;
      },
    });
  }

  /** Runs the job to its end and says what is to be recorded; never rejects. */
  async run(): Promise<JobEnd> {
    const { worker, claim, beat } = this.options;
    const outcome = await this.process(worker, claim);
    this.log.close();
    this.hasEnded = true;
    beat.ended(claim.token);
    return this.endFor(withGap(outcome, this.logGap));
  }

  /** Why the job's log lacks some of what the job said; undefined: it lacks nothing. */
  get logGap(): string | undefined {
    return this.log.gap();
  }

  /** To be called about every second: is the job still mine, and does anybody want it stopped? */
  look(): void {
    // While its end is being recorded, its claim goes the way of all claims.
    if (this.hasEnded) return;
    const state = this.watch.look();
    if (state.kind !== "mine") this.stopFor(state);
  }

  /** Stops the job and gives it back to the queue. */
  kill(): void {
    this.stopFor({ kind: "released" });
  }

  /** Records the end in the queue and says what it came to. @throws what the disk says: try again */
  async record(end: JobEnd): Promise<Recorded> {
    const { queue, claim } = this;
    switch (end.state) {
      case "completed":
      case "failed":
        return this.recordOutcome(end);
      case "released":
        queue.release(claim);
        break;
      case "removed":
        queue.discardRemoved(claim);
        break;
      case "lost":
        queue.forget(claim);
        break;
      case "retrying":
        break;
    }
    return { end, settled: true };
  }

  private async recordOutcome(outcome: Outcome): Promise<Recorded> {
    const { queue, claim } = this;
    try {
      if (outcome.state === "failed" && queue.retryLater(claim, outcome)) {
        return { end: { state: "retrying", error: outcome.error }, settled: true };
      }
      return { end: outcome, settled: await queue.finishMeanwhile(claim, outcome) };
    } catch (error) {
      // It was an object when the job returned it, and has changed since, or becomes something else with each look.
      if (hasCode(error, "INVALID_JOB") && outcome.state === "completed") return this.recordOutcome(failureOf(error));
      if (!hasCode(error, "CONFLICT")) throw error;
      // Taken over while it ended: whoever has it now records how it goes.
      queue.forget(claim);
      return { end: { state: "lost" }, settled: true };
    }
  }

  /** The first reason counts, but for one that forbids to write anything. */
  private stopFor(reason: StopReason): void {
    if (this.stopReason === undefined || reason.kind === "lost") this.stopReason = reason;
    this.stop.abort();
  }

  private async process(worker: Worker, claim: Claim): Promise<Outcome> {
    try {
      const result = await worker.processJob(claim.job, this.context());
      return result instanceof CommandResult ? result.outcome : { state: "completed", result: writable(result) };
    } catch (error) {
      return failureOf(error);
    }
  }

  private context(): JobContext {
    const { claim, beat, slot } = this.options;
    return {
      resultDir: claim.resultDirectory,
      signal: this.stop.signal,
      reportProgress: (progress) => courtesy(() => this.queue.updateProgress(claim, progress)),
      log: (...words) => courtesy(() => this.say(words)),
      workerName: claim.job.workerName ?? "",
      slot,
      attempt: claim.attempt,
      claim: claim.token,
      recordProcess: (pid, startTime) => beat.started({ claim: claim.token, id: claim.id, pid, start_time: startTime }),
    };
  }

  private say(words: readonly unknown[]): void {
    if (!this.isLost) this.log.say(words);
  }

  private get isLost(): boolean {
    return this.stopReason?.kind === "lost";
  }

  /** A job that came to a good end although it was told to stop has completed; one that is not ours any more has no end here. */
  private endFor(outcome: Outcome): JobEnd {
    const reason = this.stopReason;
    switch (reason?.kind) {
      case "lost":
      case "removed":
        return { state: reason.kind };
      case "released":
        return outcome.state === "completed" ? outcome : { state: "released" };
      case "cancelled":
        return outcome.state === "completed"
          ? outcome
          : { ...outcome, error: cancelledWords(reason.request), final: true };
      case undefined:
        return outcome;
    }
  }
}

/** A full disk, or a job that has just ended, is no reason to fail the work. */
function courtesy(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!isTroubleWithDisk(error)) throw error;
  }
}

function withGap(outcome: Outcome, gap: string | undefined): Outcome {
  return outcome.state === "failed" ? { ...outcome, details: withLogGap(outcome.details, gap) } : outcome;
}

/**
 * Python's type is a mapping, and readers expect an object; what else was returned is kept in `error.txt`, for it may be
 * all that the job has computed.
 * @throws JobFailure for what is no object; TypeError for what JSON cannot hold, a cycle for example: that is the job's
 * failure and not its worker's end
 */
function writable(result: unknown): JsonObject | JsonText {
  if (result === undefined || result === null) return {};
  const isData = typeof result !== "function" && typeof result !== "symbol";
  const text = isData ? formatJson(result as JsonValue) : String(result);
  // What an object is in JSON, whatever it is in JavaScript: a Date becomes a string.
  if (text.startsWith("{")) return Array.isArray(result) ? JsonText.parse(text) : (result as JsonObject);
  throw new JobFailure("processJob has to return a JSON object or nothing: { value: … } instead of a bare value", {
    details: `It returned: ${text}`,
  });
}
