/** A job as one row that reads as a sentence: `train · exit 2 · 3 min ago`. */
import type { FailedJob, JobOrDamaged, JobParams, JobState } from "../queue/job.js";
import { damagedWords } from "./damage.js";
import { leftWords, type EstimateFacts } from "./estimates.js";
import { endOf, endWords, errorBeyondPhrase, type End } from "./ends.js";
import { firstLine } from "./output.js";
import { printable } from "./printable.js";
import { withoutSecrets } from "./secrets.js";
import { shortened } from "./shortened.js";
import type { SilenceFacts } from "./silence.js";
import { duration, relativeTime, roughDuration } from "./times.js";
import { afterWords, waitingWords, type WaitingFacts } from "./waiting.js";

/** What a row says about a job. Times in milliseconds since 1970. The tree's `JobRow` fits as it is. */
export interface RowFacts extends WaitingFacts, EstimateFacts, SilenceFacts {
  readonly state: JobState;
  readonly createdMs: number;
  readonly startedMs?: number | undefined;
  readonly finishedMs?: number | undefined;
  /** 0 to 1. */
  readonly progress?: number | undefined;
  readonly exitCode?: number | undefined;
  readonly signal?: string | undefined;
  readonly errorLine?: string | undefined;
  readonly damaged?: string | undefined;
  /** Which attempt this is, as `attemptWords` says it; absent for a job that is tried once, and for one that has ended. */
  readonly attempt?: string | undefined;
  /** It counts as running, but its worker is known to have ended. */
  readonly lostWorker?: boolean | undefined;
  /** It completed, and left no result. */
  readonly resultMissing?: boolean | undefined;
}

/** Of a running job whose worker has ended. */
export const LOST_WORKER = "its worker died";

/** Name, else command, else type, else id; one line, safe to show. */
export function rowLabel(id: string, params: JobParams): string {
  const words = [params["name"], shownCommand(params), params["type"]];
  const said = words.find((word): word is string => typeof word === "string" && word.trim() !== "");
  return printable((said ?? id).trim());
}

/** Longer texts are not looked through for secrets, and nobody reads them in a row. */
const MOST_SHOWN = 20_000;

/** The command as it stands in a row, which others may see: without what looks like a secret in it. */
export function shownCommand({ command, env }: JobParams): string | undefined {
  if (typeof command !== "string") return undefined;
  return withoutSecrets(shortened(command, MOST_SHOWN), env);
}

/** The first line of its error, as others may see it. */
function shownError({ error, params }: FailedJob): string {
  return withoutSecrets(shortened(firstLine(error), MOST_SHOWN), params["env"]);
}

/** How the job of a row ended; undefined for one that has not. */
export function endOfRow({ state, exitCode, signal, errorLine }: RowFacts): End | undefined {
  return endOf({ state, exitCode, signal, error: errorLine });
}

/** What stands behind the label; it carries the state, so that an icon need not be seen. */
export function rowDescription(row: RowFacts, now: number): string {
  return descriptionParts(row, now).join(" · ");
}

/** The same in a group that is called by the state: where a row is narrow the times come first, as in `in 12 s · 3 min ago`. */
export function groupedDescription(row: RowFacts, now: number): string {
  if (row.state !== "completed" || row.damaged !== undefined) return rowDescription(row, now);
  const parts = descriptionParts(row, now).map((part) => part.replace(/^completed ?/, ""));
  return parts.filter((part) => part !== "").join(" · ") || row.state;
}

/** Label and state for a screen reader, which sees no icon. */
export function accessibleLabel(label: string, row: RowFacts, now: number): string {
  const state = row.damaged === undefined ? row.state : "damaged";
  const parts = descriptionParts(row, now);
  // `completed in 5 s` says it as well.
  const isSaid = parts[0] === state || parts[0]?.startsWith(`${state} `) === true;
  return [label, ...(isSaid ? parts : [state, ...parts.filter((part) => part !== state)])].join(", ");
}

/** What a narrow row cuts off: `queued, after …2875`, `running, 42 %, about 2 min left`, `failed, exit 2`. No times. */
export function standing(row: RowFacts, now: number): string {
  return [row.state, ...standingParts(row, now)].join(", ");
}

function standingParts(row: RowFacts, now: number): string[] {
  switch (row.state) {
    case "queued":
      return [waitingWords(row, now), row.attempt].filter((part) => part !== undefined);
    case "running":
      return [...attempt(row), ...atWork(row).filter((part) => part !== row.state), ...left(row, now)];
    case "completed":
      return row.resultMissing === true ? ["without a result"] : [];
    case "failed": {
      const end = endOfRow(row);
      return end === undefined || end.kind === "failed" ? [] : [endWords(end)];
    }
  }
}

/** The facts of a job of the core. */
export function rowFacts(job: JobOrDamaged): RowFacts {
  switch (job.state) {
    case "damaged":
      return { state: job.folder, createdMs: 0, damaged: job.reason };
    case "queued":
      return { state: job.state, createdMs: job.createdAt.getTime(), waiting: job.waiting, after: afterWords(job) };
    case "running":
      return {
        state: job.state,
        createdMs: job.createdAt.getTime(),
        startedMs: job.startedAt?.getTime(),
        progress: job.progress,
      };
    case "completed":
    case "failed":
      return {
        state: job.state,
        createdMs: job.createdAt.getTime(),
        startedMs: job.startedAt?.getTime(),
        finishedMs: job.finishedAt?.getTime(),
        exitCode: job.exitCode,
        signal: job.signal,
        errorLine: job.state === "failed" ? shownError(job) : undefined,
      };
  }
}

/** `42 %`. Rounded down, because 100 % says that it is done. */
export function percent(progress: number): string {
  return `${Math.floor(Math.min(1, Math.max(0, progress)) * 100 + 1e-9)} %`;
}

function descriptionParts(row: RowFacts, now: number): string[] {
  if (row.damaged !== undefined) return [printable(firstLine(damagedWords(row.damaged)))];
  switch (row.state) {
    case "queued":
      return [waitingWords(row, now) ?? "queued", ...attempt(row), ago(row.createdMs, now)];
    case "running":
      return [
        ...attempt(row),
        ...atWork(row),
        ...(row.startedMs === undefined ? [] : [roughDuration(now - row.startedMs)]),
        ...left(row, now),
      ];
    case "completed":
      return [completedWords(row), ...ended(row, now)];
    case "failed":
      return failedParts(row, now);
  }
}

function atWork({ progress, lostWorker }: RowFacts): string[] {
  const reached = progress === undefined || progress <= 0 ? [] : [percent(progress)];
  if (lostWorker === true) return [LOST_WORKER, ...reached];
  return reached.length === 0 ? ["running"] : reached;
}

/** Whoever ran it died: nothing is left of it. */
function left(row: RowFacts, now: number): string[] {
  const words = row.lostWorker === true ? undefined : leftWords(row, now);
  return words === undefined ? [] : [words];
}

function failedParts(row: RowFacts, now: number): string[] {
  const error = firstLine(row.errorLine ?? "");
  const end = endOfRow(row);
  const parts = [end === undefined ? "failed" : endWords(end), ...ended(row, now)];
  const detail = printable(errorBeyondPhrase(error));
  // What went wrong comes first: a narrow row cuts off what is behind it.
  const ran = lengthOf(row);
  return [...parts, ...(detail === "" ? [] : [detail]), ...(ran === undefined ? [] : [`ran ${ran}`])];
}

function attempt({ attempt: words }: RowFacts): string[] {
  return words === undefined ? [] : [words];
}

/** Nothing where the file does not say when: it was moved by hand. */
function ended({ finishedMs }: RowFacts, now: number): string[] {
  return finishedMs === undefined ? [] : [ago(finishedMs, now)];
}

function completedWords(row: RowFacts): string {
  const ran = lengthOf(row);
  if (row.resultMissing === true) return "completed without a result";
  return ran === undefined ? "completed" : `completed in ${ran}`;
}

/** How long it ran; a job that was cancelled in the queue never did. */
function lengthOf({ startedMs, finishedMs }: RowFacts): string | undefined {
  return startedMs === undefined || finishedMs === undefined ? undefined : duration(finishedMs - startedMs);
}

/** Rows stand for half a minute until they are drawn anew: seconds would soon be wrong. */
function ago(time: number, now: number): string {
  return Math.abs(now - time) < 60_000 ? "just now" : relativeTime(time, now);
}
