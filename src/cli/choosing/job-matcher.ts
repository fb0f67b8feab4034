/** Whether a job is one of those that options speak of: by its name, its time, the words in it. */
import { FilterError, parseFilter, rowOf, type JobRow } from "../../live/index.js";
import type { JobOrDamaged } from "../../queue/index.js";
import { printable, rowLabel } from "../../wording/index.js";
import type { Options, Values } from "../command.js";
import { UsageError } from "../trouble.js";
import { pastMoment } from "../typed/when.js";
import { namePattern } from "./name-pattern.js";

export const MATCH_OPTIONS = {
  name: {
    type: "string",
    value: "name",
    help: "of this name; * stands for any text, as in 'lr-*'",
    offers: { kind: "names" },
  },
  since: { type: "string", value: "time", help: "ended since, or submitted: 2h, 18:00, yesterday, 2026-11-25" },
  before: { type: "string", value: "time", help: "ended before, or submitted" },
  search: {
    type: "string",
    value: "words",
    help: "all of them in name, command, id or error; or name:…, command:…, error:…, worker:…",
  },
} as const satisfies Options;

export type Match = Values<typeof MATCH_OPTIONS>;

export interface MatchBy {
  /** Of ended jobs too `--since` and `--before` mean when they were submitted. */
  readonly submission?: boolean;
}

/** Undefined where every job is meant. @throws UsageError */
export function matcherOf(
  { name, since, before, search }: Match,
  by: MatchBy = {},
): ((job: JobOrDamaged) => boolean) | undefined {
  const isInTime = timeMatcher({ since, before }, by);
  const isFound = search === undefined ? undefined : filterFor(search);
  // Names as `list` shows them: of a job without one, its command.
  const isCalled = name === undefined ? undefined : namePattern(name);
  if (isInTime === undefined && isFound === undefined && isCalled === undefined) return undefined;
  return (job) => {
    const row = wholeRowOf(job);
    return (isInTime?.(row) ?? true) && (isCalled?.(row.label) ?? true) && (isFound?.(row) ?? true);
  };
}

/** Of what cannot be read no time is known, so it lies in no span. */
function timeMatcher({ since, before }: Match, { submission }: MatchBy): ((row: JobRow) => boolean) | undefined {
  if (since === undefined && before === undefined) return undefined;
  const from = since === undefined ? -Infinity : pastMoment("--since", since).getTime();
  const to = before === undefined ? Infinity : pastMoment("--before", before).getTime();
  return ({ damaged, finishedMs, createdMs }) => {
    const time = submission ? createdMs : (finishedMs ?? createdMs);
    return damaged === undefined && time >= from && time < to;
  };
}

function filterFor(search: string): ReturnType<typeof parseFilter> {
  try {
    return parseFilter(search, Date.now());
  } catch (error) {
    if (error instanceof FilterError) throw new UsageError(`--search ${error.message}`);
    throw error;
  }
}

/** A row holds the beginnings of long words; a job is found, and has its place, by all that they say. */
export function wholeRowOf(job: JobOrDamaged): JobRow {
  const row = rowOf(job, WITHOUT_A_LOOK);
  if (job.state === "damaged") return { ...row, damaged: job.reason };
  const { command } = job.params;
  return {
    ...row,
    label: rowLabel(job.id, job.params),
    command: typeof command === "string" ? printable(command) : undefined,
    errorLine: job.state === "failed" ? job.error : undefined,
    workerName: job.state === "queued" ? undefined : job.workerName,
  };
}

/** What a row says of attempts and results decides neither whether a job is found nor where it stands. */
const WITHOUT_A_LOOK = { failedAttempts: () => 0, lacksResult: () => false };
