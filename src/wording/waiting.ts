/** Why a queued job does not run yet, in words. */
import type { JobParams, JsonObject, JsonValue, QueuedJob } from "../queue/job.js";
import { printable } from "./printable.js";
import { clockTime } from "./times.js";

/** What is known of a job that waits; a row of the tree fits. */
export interface WaitingFacts {
  /** The reason as the job's file name in `waiting/` has it. */
  readonly waiting?: string | undefined;
  /** The jobs that it runs after, as `parentWords` says them, or the name of the only one. */
  readonly after?: string | undefined;
  /** Whether its queue is paused. */
  readonly paused?: boolean | undefined;
  /** The worker that it needs, as `neededWorker` says it; absent for a shell command, which any worker of dirq's runs. */
  readonly needs?: string | undefined;
}

/** Of every job that waits for nothing else. */
export const QUEUE_PAUSED = "queue paused";

/**
 * `held`, `at 18:00`, `after …2875`, `after “train”`, `retrying at 18:00:30`, `queue paused`, `needs a worker for “render”`; undefined for
 * a job that the next free worker takes.
 */
export function waitingWords({ waiting, after, paused, needs }: WaitingFacts, now: number): string | undefined {
  if (waiting === undefined && paused === true) return QUEUE_PAUSED;
  if (waiting === undefined) return needs === undefined ? undefined : `needs ${needs}`;
  const [, reasonBefore] = /^held\.(.+)$/.exec(waiting) ?? [];
  return reasonBefore === undefined
    ? reasonWords(waiting, { after, now })
    : `held, then ${reasonWords(reasonBefore, { after, now })}`;
}

/** Whether a person keeps it from starting. */
export function isHeld({ waiting }: WaitingFacts): boolean {
  return waiting?.startsWith("held") === true;
}

/** What `after` is for a job of the core. Only while it waits for them: a row is kept for every job. */
export function afterWords({ waiting, params }: QueuedJob): string | undefined {
  return waiting?.endsWith("after") === true ? parentWords(params) : undefined;
}

/** The ids under `params.dirq.after` and `after_ok`, each by its ending: `…2875, …4936`. */
export function parentWords(params: JobParams): string | undefined {
  const ids = parentIds(params);
  if (ids.length > 3) return `${ids.length} jobs`;
  return ids.length === 0 ? undefined : ids.map(shortId).join(", ");
}

/** The jobs that a job was told to run after. */
export function parentIds(params: JobParams): string[] {
  const ids = [bookkeeping(params, "after"), bookkeeping(params, "after_ok")].flat();
  return ids.filter((id) => typeof id === "string");
}

/** One value of what dirq itself keeps in the params, under their key `dirq`. */
export function bookkeeping(params: JobParams, key: string): JsonValue | undefined {
  const own = params["dirq"];
  if (typeof own !== "object" || own === null || Array.isArray(own)) return undefined;
  return (own as JsonObject)[key];
}

const ENDING = 4;

/** `…2875`: what a person types to mean this job; a short id as it is. */
export function shortId(id: string): string {
  return printable(id.length <= ENDING + 2 ? id : `…${id.slice(-ENDING)}`);
}

function reasonWords(
  reason: string,
  { after, now }: { readonly after: string | undefined; readonly now: number },
): string {
  const [, kind, ms] = /^(at|retry)-(\d+)$/.exec(reason) ?? [];
  if (kind !== undefined) return timeWords(kind, Number(ms), now);
  return reason === "after" ? `after ${after ?? "another job"}` : printable(reason);
}

/** Workers alone move what is due, so a time that has passed says that none has looked. */
function timeWords(kind: string, time: number, now: number): string {
  const clock = clockTime(time, now);
  const retrying = kind === "retry" ? "retrying " : "";
  if (time <= now) return `${retrying}due since ${clock}`;
  return `${retrying}${/^\d\d:/.test(clock) ? "at " : ""}${clock}`;
}
