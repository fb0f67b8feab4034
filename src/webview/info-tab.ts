/** All that is known about a job: times, where and how it runs, and exactly what it was given. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { JobDetails, JobRow } from "../live/live-queue.js";
import {
  absoluteTime,
  duration,
  endOfRow,
  endWords,
  localTime,
  printable,
  printableLines,
  relativeTime,
} from "../wording/index.js";
import { codeBlock, jsonBlock } from "./code-block.js";
import type { Reactions } from "./page.js";

export function infoTab(job: JobDetails, now: number, react: Reactions): TemplateResult {
  const { row, command, env = {} } = job;
  return html`
    ${row.damaged === undefined ? facts(job, now, react) : damagedFacts(job)}
    ${command === undefined ? nothing : section("Command", codeBlock("command", command))}
    ${Object.keys(env).length === 0 ? nothing : section("Environment", environment(env))}
    ${row.damaged === undefined ? section("Parameters", jsonBlock("parameters", job.paramsText)) : nothing}
  `;
}

type Fact = readonly [term: string, description: unknown];

function facts(job: JobDetails, now: number, react: Reactions): TemplateResult {
  const { row, resubmitOf } = job;
  return list([
    ...times(row, now),
    ["Attempt", row.attempt],
    ["Needs", row.needs && text(`${row.needs}: dirq worker ./my-worker.mjs`)],
    ["Exit", exitWords(row)],
    ["Worker", row.workerName && text(row.ours ? row.workerName : `${row.workerName} (Python)`)],
    ["Directory", job.cwd && text(job.cwd)],
    [
      "Resubmitted from",
      resubmitOf &&
        html`<button class="link" @click=${() => react.showJob(resubmitOf)}>${printable(resubmitOf)}</button>`,
    ],
    ["Results", row.startedMs && text(job.resultDirectory)],
    ["Job file", text(job.jobFile)],
    ["Id", text(row.id)],
  ]);
}

/** The number itself where there is one: a timeout and a cancelled job have it as well. */
function exitWords(row: JobRow): string | undefined {
  if (row.exitCode !== undefined) return String(row.exitCode);
  const end = endOfRow(row);
  return end === undefined || end.kind === "completed" ? undefined : endWords(end);
}

function damagedFacts({ row, jobFile }: JobDetails): TemplateResult {
  return list([
    ["Job file", text(jobFile)],
    ["Folder", row.state],
  ]);
}

function times({ state, createdMs, startedMs, finishedMs }: JobRow, now: number): Fact[] {
  const leftQueue = startedMs ?? finishedMs ?? (state === "queued" ? now : undefined);
  const stopped = finishedMs ?? (state === "running" ? now : undefined);
  return [
    ["Queued", moment(createdMs, now)],
    ["Started", startedMs && moment(startedMs, now)],
    ["Ended", finishedMs && moment(finishedMs, now)],
    ["Waited", leftQueue && duration(leftQueue - createdMs)],
    ["Ran", startedMs && stopped && duration(stopped - startedMs)],
  ];
}

function moment(time: number, now: number): TemplateResult {
  return html`<span title=${absoluteTime(time)}>${localTime(time)}</span>
    <span class="quiet">${relativeTime(time, now)}</span>`;
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

function environment(env: Readonly<Record<string, string>>): TemplateResult {
  const rows = Object.entries(env).map(
    ([name, value]) =>
      html`<tr>
        <th scope="row">${printable(name)}</th>
        <td>${printableLines(value)}</td>
      </tr>`,
  );
  return html`<table class="environment" aria-label="Environment">
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function section(title: string, content: TemplateResult): TemplateResult {
  return html`<h2>${title}</h2>
    ${content}`;
}

function text(value: string): TemplateResult {
  return html`<span class="exact">${printable(value)}</span>`;
}
