/** A job in one line on the terminal. */
import {
  isShellJob,
  lostItsWorker,
  type EndedJob,
  type FailedJob,
  type Job,
  type JobOrDamaged,
  type JobQueue,
  type QueuedJob,
} from "../../queue/index.js";
import {
  attemptOf,
  duration,
  endOf,
  endWords,
  errorBeyondPhrase,
  firstLine,
  LOST_WORKER,
  neededWorker,
  percent,
  printable,
  relativeTime,
  rowFacts,
  waitingWords,
} from "../../wording/index.js";
import type { Screen } from "../screen.js";
import { cut } from "../tables/table.js";
import { progressBar } from "./progress-bar.js";
import { STATE_STYLE } from "./state-style.js";
import { shownText } from "./without-secrets.js";

/** What there is to see of a job at one moment. */
export interface Look {
  readonly job: JobOrDamaged;
  /** Why it does not run yet, where something keeps it from that. */
  readonly waits: string | undefined;
  /** Which attempt this is, of a job that is tried again when it fails. */
  readonly attempt: string | undefined;
}

export function lookAt(queue: JobQueue, job: JobOrDamaged, now: number): Look {
  return {
    job,
    waits: job.state === "queued" ? queuedWords(queue, job, now) : undefined,
    attempt: attemptOf(job, queue),
  };
}

/** Why a queued job does not run yet; undefined when the next free worker takes it. */
export function queuedWords({ paused }: Pick<JobQueue, "paused">, job: QueuedJob, now: number): string | undefined {
  return waitingWords({ ...rowFacts(job), needs: needsOf(job), paused }, now);
}

/** The worker that a job needs, where it is no shell command. */
export function needsOf({ params }: Job): string | undefined {
  return isShellJob(params) ? undefined : neededWorker(params);
}

/** What a job is doing right now, or how it ended: `running · ████▎░░░░░ 42 % · 1 min 5 s`, `failed · exit 2 · after 3.1 s`. */
export function statusLine(screen: Screen, look: Look, now: number): string {
  const { job } = look;
  const words = joined(job.state, ...statusParts(screen, look, now));
  const shown = screen.width === undefined ? words : cut(words, screen.width - 1);
  return screen.style(STATE_STYLE[job.state], shown.slice(0, job.state.length)) + shown.slice(job.state.length);
}

/** The same without what changes every second, for logs and pipes: a line is worth printing when this changes. */
export function statusWithoutClock({ job, waits, attempt }: Look): string {
  if (job.state === "damaged") return joined(job.state, printable(job.reason));
  return joined(job.state, lostWorkerOf(job), waits, attempt, progressOf(job));
}

/** How a job ended, on one line, without secrets: `exit 2: KeyError: 'lr'`. */
export function endLine(job: EndedJob): string {
  const end = endOf(job);
  const detail = job.state === "failed" ? errorBeyondPhrase(firstLine(shownText(job.error, job.params))) : "";
  return printable([end === undefined ? job.state : endWords(end), detail].filter((part) => part !== "").join(": "));
}

/** Why a job failed, beside the word that it did: `exit 2: KeyError: 'lr'`, or the error alone. */
export function failureLine(job: FailedJob): string {
  const end = endOf(job);
  return end === undefined || end.kind === "failed"
    ? printable(firstLine(shownText(job.error, job.params)))
    : endLine(job);
}

function statusParts(screen: Screen, { job, waits, attempt }: Look, now: number): (string | undefined)[] {
  switch (job.state) {
    case "damaged":
      return [printable(job.reason)];
    case "queued":
      return [waits, attempt, relativeTime(job.createdAt.getTime(), now)];
    case "running":
      return [
        lostWorkerOf(job),
        attempt,
        job.progress > 0 ? progressBar(screen, job.progress) : undefined,
        ...lengthOf(job.startedAt, new Date(now)),
      ];
    case "completed":
    case "failed": {
      const end = endOf(job);
      const words = end === undefined || end.kind === job.state ? [] : [endWords(end)];
      return [...words, ...lengthOf(job.startedAt, job.finishedAt).map((length) => `after ${length}`)];
    }
  }
}

/** Said of a running job whose worker has ended. */
export function lostWorkerOf(job: JobOrDamaged): string | undefined {
  return lostItsWorker(job) ? LOST_WORKER : undefined;
}

function progressOf(job: Job): string | undefined {
  return job.state === "running" && job.progress > 0 ? percent(job.progress) : undefined;
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(" · ");
}

/** Nothing where a time is not recorded. */
function lengthOf(start: Date | undefined, end: Date | undefined): string[] {
  return start === undefined || end === undefined ? [] : [duration(end.getTime() - start.getTime())];
}
