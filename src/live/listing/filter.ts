/**
 * What a person types to see some jobs of many: words that must all be found, in the name, command, id or error; and
 * words with a key, `state:failed`, `name:`, `command:`, `id:`, `error:`, `worker:`, `before:`, `after:`, `@failed`. Double
 * quotes keep spaces. A key that is none is text like any other, for commands hold colons.
 */
import { DirqError, hasEnded, JOB_STATES, timeOfId } from "../../queue/index.js";
import type { JobRow } from "../live-queue.js";

export type Matches = (row: JobRow) => boolean;
export type MatchesName = (job: Pick<JobRow, "id" | "state">) => boolean;

/** A filter that means nothing, in words for the one who typed it. */
export class FilterError extends DirqError {
  constructor(message: string) {
    super("INVALID_FILTER", message);
    this.name = "FilterError";
  }
}

/** `now`: milliseconds since 1970, for times like `after:2h`. @throws FilterError */
export function parseFilter(text: string, now: number): Matches {
  const terms = termsOf(text).map((term) => matcherOf(term, now));
  return (row) => terms.every((matches) => matches(row));
}

/**
 * Whether a filter could let a job through of which no more is known than its id and its folder: so that the files of all
 * others need not be read. @throws FilterError
 */
export function parseNames(text: string, now: number): MatchesName {
  const terms = termsOf(text).flatMap((term) => nameMatcherOf(term, now) ?? []);
  return (job) => terms.every((matches) => matches(job));
}

/** Undefined for a term that asks for what is in the file. */
function nameMatcherOf(term: string, now: number): MatchesName | undefined {
  const [, key, value = ""] = /^(id|before|after):(.+)$/s.exec(term) ?? [];
  if (key === "id") return (job) => job.id.toLowerCase().includes(value.toLowerCase());
  if (key === "before" || key === "after") return submissionMatcher(key, timeOf(value, now));
  const [, state, at] = /^(?:state:(.+)|@(\w+))$/s.exec(term) ?? [];
  const states = (state ?? at)?.toLowerCase().split(",");
  // A damaged file can lie in every folder.
  return states === undefined || states.includes("damaged") ? undefined : (job) => states.includes(job.state);
}

/** A job ends after it was submitted, and ids are times. */
function submissionMatcher(key: "before" | "after", time: number | undefined): MatchesName | undefined {
  if (time === undefined) return undefined;
  return ({ id, state }) => {
    const submitted = timeOfId(id)?.getTime();
    if (submitted === undefined) return true;
    if (key === "before") return submitted < time;
    return submitted >= time || hasEnded({ state });
  };
}

function termsOf(text: string): string[] {
  return [...text.matchAll(/(?:"[^"]*"?|[^\s"])+/g)].map(([term]) => term.replaceAll('"', ""));
}

type FieldKey = "name" | "command" | "id" | "error" | "worker";

const FIELDS: Readonly<Record<FieldKey, (row: JobRow) => string | undefined>> = {
  name: ({ label }) => label,
  command: ({ command, label }) => command ?? label,
  id: ({ id }) => id,
  error: ({ errorLine, damaged }) => damaged ?? errorLine,
  worker: ({ workerName }) => workerName,
};

/** Where a word without a key is looked for. */
const TEXT: readonly FieldKey[] = ["name", "command", "id", "error"];

function matcherOf(term: string, now: number): Matches {
  if (/^@\w+$/.test(term)) return stateMatcher(term.slice(1), term);
  const [, key = "", value = ""] = /^(\w+):(.+)$/s.exec(term) ?? [];
  if (key === "state") return stateMatcher(value, term);
  if (key === "before" || key === "after") return timeMatcher(key, { value, term, now });
  if (isField(key)) return contains(value, [key]);
  return contains(term, TEXT);
}

function isField(key: string): key is FieldKey {
  return Object.hasOwn(FIELDS, key);
}

function contains(text: string, keys: readonly FieldKey[]): Matches {
  const wanted = text.toLowerCase();
  return (row) => keys.some((key) => FIELDS[key](row)?.toLowerCase().includes(wanted) === true);
}

const STATE_WORDS: readonly string[] = [...JOB_STATES, "damaged"];

function stateMatcher(value: string, term: string): Matches {
  const states = value.toLowerCase().split(",");
  const unknown = states.find((state) => !STATE_WORDS.includes(state));
  if (unknown !== undefined)
    throw new FilterError(`${term}: there is no state ${unknown}. There are: ${STATE_WORDS.join(", ")}`);
  return ({ state, damaged }) => states.includes(damaged === undefined ? state : "damaged");
}

interface TimeTerm {
  readonly value: string;
  readonly term: string;
  readonly now: number;
}

/** By when a job ended; by when it was submitted, where it has not. */
function timeMatcher(key: "before" | "after", { value, term, now }: TimeTerm): Matches {
  const time = timeOf(value, now);
  if (time === undefined)
    throw new FilterError(`${term}: say a time as 2h, 3d, 18:00, today, 2026-11-25 or 2026-11-25T18:00`);
  return (row) => momentOf(row) < time === (key === "before");
}

/** Of a damaged job no more is known than what its name says. */
function momentOf({ id, damaged, finishedMs, createdMs }: JobRow): number {
  return damaged === undefined ? (finishedMs ?? createdMs) : (timeOfId(id)?.getTime() ?? createdMs);
}

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** A length means so long ago; a clock time, the last time that it was so. */
function timeOf(value: string, now: number): number | undefined {
  const [, count, unit] = /^(\d+(?:\.\d+)?)([smhdw])$/.exec(value) ?? [];
  if (count !== undefined) return now - Number(count) * (UNITS[unit ?? ""] ?? NaN);
  if (value === "today") return new Date(now).setHours(0, 0, 0, 0);
  const [, hours, minutes] = /^(\d\d?):(\d\d)$/.exec(value) ?? [];
  if (hours !== undefined) {
    const time = new Date(now);
    time.setHours(Number(hours), Number(minutes), 0, 0);
    if (time.getTime() > now) time.setDate(time.getDate() - 1);
    return time.getTime();
  }
  const time = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(`${value}T00:00`) : Date.parse(value);
  return /^\d{4}-/.test(value) && !Number.isNaN(time) ? time : undefined;
}
