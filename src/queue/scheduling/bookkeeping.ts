/** What a job says of when and how often it is to run: all of it under the one key `params.dirq`. */
import { DirqError } from "../errors.js";
import type { JobParams, JsonObject } from "../job.js";
import type { JsonText } from "../json/exact-json.js";
import { arrayOf, isNumber, isString, objectOf, optional } from "../json/shape.js";

/**
 * When a job is to run and how often it is tried. Everything absent: at once, and once.
 * @category Where to begin
 */
export interface SubmitOptions {
  /** Wait until somebody releases it: `unhold`. */
  readonly hold?: boolean | undefined;
  /** Not before this moment. */
  readonly notBefore?: Date | undefined;
  /** Ids of jobs that have to end first, however they end. */
  readonly after?: readonly string[] | undefined;
  /** Ids of jobs that have to complete first; should one fail, this job fails without being run. */
  readonly afterOk?: readonly string[] | undefined;
  /** How often it is tried again after it failed. */
  readonly retries?: number | undefined;
  /** Seconds before the first repetition; each further one waits twice as long, at most an hour. Default 10. */
  readonly retryDelay?: number | undefined;
  /** Of the queued jobs dirq's workers take the one with the greatest first, a whole number, by default 0. */
  readonly priority?: number | undefined;
  /** Marks jobs that belong together. */
  readonly batch?: string | undefined;
}

/** The options as they stand in `params.dirq`. */
export interface Bookkeeping {
  /** Milliseconds since 1970. */
  readonly not_before?: number | null | undefined;
  readonly after?: readonly string[] | null | undefined;
  readonly after_ok?: readonly string[] | null | undefined;
  readonly retries?: number | null | undefined;
  /** Seconds. */
  readonly retry_delay?: number | null | undefined;
}

const isBookkeeping = objectOf<Bookkeeping>({
  not_before: optional(isNumber),
  after: optional(arrayOf(isString)),
  after_ok: optional(arrayOf(isString)),
  retries: optional(isNumber),
  retry_delay: optional(isNumber),
});

/** What `params.dirq` says; nothing where it is not of our making. */
export function bookkeepingOf(params: JobParams): Bookkeeping {
  const dirq: unknown = params["dirq"];
  return isBookkeeping(dirq) ? dirq : {};
}

/** Ids of all jobs that have to end first. */
export function parentsOf({ after, after_ok: afterOk }: Bookkeeping): readonly string[] {
  return [...(after ?? []), ...(afterOk ?? [])];
}

/** The params with these options written into `params.dirq`. @throws DirqError INVALID_JOB for a number that makes no sense */
export function withOptions(params: JsonText, options: SubmitOptions): JsonText {
  assertCount("retries", options.retries, { integer: true });
  assertCount("retryDelay", options.retryDelay, { integer: false });
  assertPriority(options.priority);
  const added = {
    not_before: options.notBefore?.getTime(),
    after: options.after,
    after_ok: options.afterOk,
    retries: options.retries,
    retry_delay: options.retryDelay,
    priority: options.priority,
    batch: options.batch,
  };
  const present = Object.entries(added).filter(([, value]) => value !== undefined);
  if (present.length === 0) return params;
  const before = params.get("dirq");
  const kept = typeof before === "object" && before !== null && !Array.isArray(before) ? (before as JsonObject) : {};
  return params.set("dirq", { ...kept, ...(Object.fromEntries(present) as JsonObject) });
}

function assertCount(what: string, value: number | undefined, { integer }: { readonly integer: boolean }): void {
  if (value === undefined || (value >= 0 && Number.isFinite(value) && (!integer || Number.isInteger(value)))) return;
  throw new DirqError(
    "INVALID_JOB",
    `Cannot submit a job with ${what} ${value}: it must be ${integer ? "a whole number" : "a number"} from 0 up.`,
  );
}

function assertPriority(priority: number | undefined): void {
  if (priority === undefined || Number.isSafeInteger(priority)) return;
  throw new DirqError("INVALID_JOB", `Cannot submit a job with priority ${priority}: it must be a whole number.`);
}
