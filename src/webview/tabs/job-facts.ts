/** What is known of a job in a line each: when, how it ended, who ran it, where, and its relatives. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { JobDetails, JobRow, RelatedJob } from "../../live/live-queue.js";
import { hasEnded, type EarlierAttempt } from "../../queue/job.js";
import {
  absoluteTime,
  duration,
  endOf,
  endOfRow,
  endWords,
  errorBeyondPhrase,
  localTime,
  LOST_WORKER,
  printable,
  relativeTime,
  shortId,
} from "../../wording/index.js";
import type { Reactions } from "../reactions.js";

const MOST_ATTEMPTS = 10;

type Fact = readonly [term: string, description: unknown];

export function jobFacts(job: JobDetails, now: number, react: Reactions): TemplateResult {
  const { row, related, earlierAttempts = [] } = job;
  return list([
    ...times(row, now),
    ...attemptsBefore(earlierAttempts, now),
    ["Attempt", row.attempt?.replace("attempt ", "")],
    ["Attempts", attemptsOf(job)],
    ["Priority", row.priority],
    ["Needs", row.needs && html`<bdi>${row.needs}</bdi>: ${text("dirq worker ./my-worker.mjs")}`],
    ["Exit", exitWords(row)],
    ["Worker", row.workerName && text(row.ours ? row.workerName : `${row.workerName} (Python)`)],
    ["Directory", job.cwd && text(job.cwd)],
    ["After", related && jobLinks(related.after, related.left, react)],
    ["Resubmitted from", related?.resubmitOf && jobLinks([related.resubmitOf], 0, react)],
    ["Resubmitted as", related && later(related, react)],
    ["Results", row.startedMs && text(job.resultDirectory)],
    ["Job file", text(job.jobFile)],
    ["Id", text(row.id)],
  ]);
}

export function damagedFacts({ row, jobFile }: JobDetails): TemplateResult {
  return list([
    ["Job file", text(jobFile)],
    ["Folder", row.state],
  ]);
}

/** Of a job that has ended after several; what they printed can be chosen in the Output tab. */
function attemptsOf({ row, earlierLogs = 0, moreLogs }: JobDetails): string | undefined {
  if (!hasEnded(row) || earlierLogs === 0) return undefined;
  return moreLogs === true ? `more than ${earlierLogs}` : String(earlierLogs + 1);
}

/** The number itself where there is one: a timeout and a cancelled job have it as well. */
function exitWords(row: JobRow): string | undefined {
  if (row.exitCode !== undefined) return String(row.exitCode);
  const end = endOfRow(row);
  return end === undefined || end.kind === "completed" ? undefined : endWords(end);
}

function times({ state, createdMs, startedMs, finishedMs, lostWorker }: JobRow, now: number): Fact[] {
  const leftQueue = startedMs ?? finishedMs ?? (state === "queued" ? now : undefined);
  // A job whose worker has died runs no more, and nobody knows since when.
  const stopped = finishedMs ?? (state === "running" && lostWorker !== true ? now : undefined);
  return [
    ["Queued", moment(createdMs, now)],
    ["Started", startedMs && moment(startedMs, now)],
    ["Ended", finishedMs && moment(finishedMs, now)],
    [state === "queued" ? "Waiting for" : "Waited", leftQueue && duration(leftQueue - createdMs)],
    [state === "running" ? "Running for" : "Ran", startedMs && stopped && duration(stopped - startedMs)],
  ];
}

function moment(time: number, now: number): TemplateResult {
  const [local, ago] = [localTime(time), relativeTime(time, now)];
  // Of a time that is long past it says the day, which stands there already. Not every theme has a quieter colour.
  return html`<span title=${absoluteTime(time)}>${local}</span>
    ${local.startsWith(ago) ? nothing : html`<span class="quiet">· ${ago}</span>`}`;
}

/** The last of them: more of them would hide what stands below. */
function attemptsBefore(earlier: readonly EarlierAttempt[], now: number): Fact[] {
  const left = Math.max(0, earlier.length - MOST_ATTEMPTS);
  const told = earlier.slice(left).map((each, index): Fact => {
    return [`Attempt ${left + index + 1}`, earlierAttemptWords(each, now)];
  });
  if (left === 0) return told;
  return [[left === 1 ? "Attempt 1" : `Attempts 1 to ${left}`, "failed, or ended by a worker's death"], ...told];
}

/** `exit 2 · 1 min ago · ran 3.0 s`, and what it said. */
function earlierAttemptWords({ kind, error = "", startedMs, endedMs }: EarlierAttempt, now: number): TemplateResult {
  const end = endOf({ state: "failed", error });
  const words = [
    kind === "died" ? LOST_WORKER : end === undefined ? "failed" : endWords(end),
    ...(endedMs === undefined ? [] : [relativeTime(endedMs, now)]),
    ...(startedMs === undefined || endedMs === undefined ? [] : [`ran ${duration(endedMs - startedMs)}`]),
  ];
  const said = errorBeyondPhrase(error);
  return html`${words.join(" · ")}${said === "" ? nothing : html` · ${text(said)}`}`;
}

/** What has not been read yet may hold more. */
function later(
  { resubmissions, allRead }: NonNullable<JobDetails["related"]>,
  react: Reactions,
): TemplateResult | undefined {
  if (resubmissions.length === 0) return undefined;
  return html`${jobLinks(resubmissions, 0, react)}
  ${allRead ? nothing : html`<span class="quiet">of the jobs that have been read so far</span>`}`;
}

function jobLinks(jobs: readonly RelatedJob[], left: number, react: Reactions): TemplateResult | undefined {
  if (jobs.length === 0) return undefined;
  return html`<ul class="jobs">
    ${jobs.map((job) => html`<li>${jobLink(job, react)}</li>`)}
    ${left === 0 ? nothing : html`<li>and ${left} more</li>`}
  </ul>`;
}

function jobLink({ id, row }: RelatedJob, react: Reactions): TemplateResult {
  if (row === undefined) {
    return html`<span class="exact">${printable(id)}</span> <span class="quiet">not in the queue any more</span>`;
  }
  const state = row.damaged === undefined ? row.state : "damaged";
  return html`<button class="link" @click=${() => react.showJob(id)}>${printable(row.label)}</button>
    <span class="quiet">${shortId(id)} · ${state}</span>`;
}

/** What is not known is left out. */
function list(all: readonly Fact[]): TemplateResult {
  const known = all.filter(([, description]) => description !== undefined && description !== "");
  return html`<dl class="facts">
    ${known.map(
      ([term, description]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${description}</dd>
        </div>`,
    )}
  </dl>`;
}

function text(value: string): TemplateResult {
  return html`<span class="exact">${printable(value)}</span>`;
}
