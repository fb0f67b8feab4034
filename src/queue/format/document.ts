/** A job's file: its text on disk, and the job that the text means. */
import type { Job, JobState, JsonObject, JsonValue, QueuedJob } from "../job.js";
import { ascii, indentJson, memberTexts, parseJson } from "../json/exact-json.js";
import { isNumber, isObject, isString, isTime, optional, wrongKey, type Check, type Shape } from "../json/shape.js";
import { timeOfId } from "./job-id.js";
import { formatLocalTime, parseLocalTime } from "./local-time.js";
import type { Place } from "./place.js";

/** What is read of a job's file. The folder in which it lies overrules `state`, its name overrules `id`. */
interface Document {
  readonly params: JsonObject;
  readonly created_at: string;
  readonly started_at: string | null | undefined;
  readonly finished_at: string | null | undefined;
  readonly error: string | null | undefined;
  readonly worker_name: string | null | undefined;
  readonly progress: number | null | undefined;
  readonly claim: string | null | undefined;
  readonly exit_code: number | null | undefined;
  readonly signal: string | null | undefined;
  readonly started_ms: number | null | undefined;
  readonly finished_ms: number | null | undefined;
  readonly state: string | null | undefined;
}

const DOCUMENT: Shape<Document> = {
  params: isObject as Check<JsonObject>,
  created_at: isString,
  started_at: optional(isString),
  finished_at: optional(isString),
  error: optional(isString),
  worker_name: optional(isString),
  progress: optional(isProgress),
  claim: optional(isString),
  exit_code: optional(isNumber),
  signal: optional(isString),
  started_ms: optional(isNumber),
  finished_ms: optional(isNumber),
  state: optional(isString),
};

/** Python writes what it is told, also NaN. */
function isProgress(value: unknown): value is number {
  return typeof value === "number";
}

/** The text is not that of a job; the message says why, in words for the person who looks at the queue. */
export class NotAJob extends Error {}

/** A job's file in `queued/` or `waiting/`, by its text. @throws NotAJob */
export function parseQueuedJob(text: string, id: string): QueuedJob {
  return parseJob(text, { id, state: "queued" }) as QueuedJob;
}

/** @throws NotAJob */
export function parseJob(text: string, place: Place): Job {
  const document = parseDocument(text);
  const createdAt = timeOfId(place.id) ?? parseLocalTime(document.created_at);
  if (createdAt === undefined) throw new NotAJob(`created_at is not a time: ${document.created_at.slice(0, 40)}`);
  const { params } = document;
  const { id, state } = place;
  const name = typeof params["name"] === "string" && params["name"] !== "" ? params["name"] : undefined;
  if (state === "queued") return { id, params, name, createdAt, state, waiting: place.waiting };

  const startedAt = moment(document.started_ms, document.started_at);
  const workerName = document.worker_name ?? undefined;
  const progress = fraction(document.progress ?? 0);
  if (state === "running") {
    const claim = place.claim ?? document.claim ?? undefined;
    return { id, params, name, createdAt, state, startedAt, workerName, progress, claim };
  }

  const finishedAt = moment(document.finished_ms, document.finished_at);
  const exitCode = document.exit_code ?? undefined;
  const signal = document.signal ?? undefined;
  const error = document.error ?? "No error was recorded";
  // Spelled out: to spread a common part costs as much as all the rest, and a hundred thousand jobs are read at a time.
  return state === "completed"
    ? { id, params, name, createdAt, state, startedAt, workerName, progress, finishedAt, exitCode, signal }
    : { id, params, name, createdAt, state, startedAt, workerName, progress, finishedAt, exitCode, signal, error };
}

function parseDocument(text: string): Document {
  if (text === "") throw new NotAJob("the file is empty");
  let value: JsonValue;
  try {
    value = parseJson(text);
  } catch (error) {
    throw new NotAJob(`not valid JSON: ${(error as SyntaxError).message}`);
  }
  if (!isObject(value)) throw new NotAJob("not a job: it is not a JSON object");
  const wrong = wrongKey(DOCUMENT, value);
  if (wrong !== undefined) throw new NotAJob(`not a job: ${wrong} is missing or of the wrong type`);
  return value as unknown as Document;
}

/** Epoch milliseconds where dirq wrote them: naive times disagree between a container on UTC and its host. */
function moment(ms: number | null | undefined, naive: string | null | undefined): Date | undefined {
  if (isTime(ms)) return new Date(ms);
  return typeof naive === "string" ? parseLocalTime(naive) : undefined;
}

/**
 * Callers of the Python package also write 0 to 100; a value above 1 is a percentage. None for what is no number, as a
 * program without types may give: its text would be of another length.
 */
export function fraction(progress: number): number {
  if (!(progress > 0)) return 0;
  return Math.min(1, progress > 1 ? progress / 100 : progress);
}

/** What a job's file holds, to be written. Texts that are copied from an earlier file stay as they are spelled. */
export interface NewDocument {
  readonly id: string;
  readonly state: JobState;
  /** Source text of the object, laid out as `indentJson` does. */
  readonly params: string;
  /** As the submitter wrote it. */
  readonly createdAt: string;
  readonly startedAt?: Date | undefined;
  readonly finishedAt?: Date | undefined;
  readonly error?: string | undefined;
  readonly workerName?: string | undefined;
  readonly progress?: number;
  readonly claim?: string | undefined;
  readonly exitCode?: number | undefined;
  readonly signal?: string | undefined;
}

/** The text of a job's file: Python's keys in Python's order, then dirq's own, which Python ignores. */
export function documentText(job: NewDocument): string {
  const members: [string, string | undefined][] = [
    ["id", JSON.stringify(job.id)],
    ["state", JSON.stringify(job.state)],
    // No string of JSON holds a line's end itself.
    ["params", job.params.replaceAll("\n", "\n  ")],
    ["created_at", JSON.stringify(job.createdAt)],
    ["started_at", JSON.stringify(job.startedAt ? formatLocalTime(job.startedAt) : null)],
    ["finished_at", JSON.stringify(job.finishedAt ? formatLocalTime(job.finishedAt) : null)],
    ["error", JSON.stringify(job.error ?? null)],
    ["worker_name", JSON.stringify(job.workerName ?? null)],
    ["progress", progressText(job)],
    ["claim", JSON.stringify(job.claim)],
    ["exit_code", JSON.stringify(job.exitCode)],
    ["signal", JSON.stringify(job.signal)],
    ["started_ms", JSON.stringify(job.startedAt?.getTime())],
    ["finished_ms", JSON.stringify(job.finishedAt?.getTime())],
  ];
  let lines = "";
  for (const [key, text] of members) if (text !== undefined) lines += `,\n  "${key}": ${ascii(text)}`;
  return `{${lines.slice(1)}\n}\n`;
}

/** Python's spelling of a float. While a job runs it is of one length, so that a new value can be written over the old. */
function progressText({ state, progress = 0 }: NewDocument): string {
  if (state === "running") return progress.toFixed(4);
  return Number.isInteger(progress) ? `${progress}.0` : String(progress);
}

/** The parts of a job's file that are copied to the next, as `NewDocument` has them. @throws NotAJob */
export function copiedTexts(text: string): { readonly params: string; readonly createdAt: string } {
  const { created_at: createdAt } = parseDocument(text);
  return { params: indentJson(memberTexts(text).get("params") ?? "{}"), createdAt };
}

/** The claim of ours that a file's text names; Python's files name none. @throws NotAJob */
export function parseClaimKey(text: string): string | undefined {
  return parseDocument(text).claim ?? undefined;
}

/** The `state` that a file's text names. @throws NotAJob */
export function parseState(text: string): string | null | undefined {
  return parseDocument(text).state;
}

/** How the error of such a mark begins. */
export const LOST_RACE = "Error starting job:";

/** Whether a failed job's text is the mark that a Python worker leaves when it loses a race for a job. */
export function looksLikeLostRace(text: string): boolean {
  const { error, claim } = parseDocument(text);
  return typeof claim !== "string" && (error ?? "").startsWith(LOST_RACE);
}
