/** What a job says of when and how often it is to run: all of it under the one key `params.dirq`. */
import { types } from "node:util";
import { DirqError } from "../errors.js";
import type { JobParams, JsonObject } from "../job.js";
import type { JsonText } from "../json/exact-json.js";
import { arrayOf, isNumber, isString, objectOf, optional } from "../json/shape.js";
import { BOOKKEEPING_RULES, type Rule } from "./bookkeeping-rules.js";

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

/** What each option is called in `params.dirq`, in the order in which they are written. */
const KEYS = [
  ["notBefore", "not_before"],
  ["after", "after"],
  ["afterOk", "after_ok"],
  ["retries", "retries"],
  ["retryDelay", "retry_delay"],
  ["priority", "priority"],
  ["batch", "batch"],
] as const satisfies readonly (readonly [option: keyof SubmitOptions, key: keyof typeof BOOKKEEPING_RULES])[];

/** The params with these options written into `params.dirq`. @throws DirqError INVALID_JOB for one that makes no sense */
export function withOptions(params: JsonText, options: SubmitOptions): JsonText {
  const said = KEYS.flatMap(([option, key]) => {
    const value = options[option];
    if (value === undefined) return [];
    const written = types.isDate(value) ? value.getTime() : value;
    const { holds, words }: Rule = BOOKKEEPING_RULES[key];
    // A program leaves out what it does not say; null stands for that only where a person edits JSON.
    if (holds(written) && written !== null) return [[key, written] as const];
    throw new DirqError("INVALID_JOB", `Cannot submit a job with ${option} ${String(value)}: it must be ${words}.`);
  });
  if (said.length === 0) return params;
  const before = params.get("dirq");
  const kept = typeof before === "object" && before !== null && !Array.isArray(before) ? (before as JsonObject) : {};
  return params.set("dirq", { ...kept, ...Object.fromEntries(said) });
}
