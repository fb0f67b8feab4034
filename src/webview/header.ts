/** The top of the panel: which job, how it stands, what went wrong, and what can be done about it. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { JobDetails, JobRow } from "../live/live-queue.js";
import {
  damagedWords,
  duration,
  endOfRow,
  endWords,
  leftWords,
  LOST_WORKER,
  percent,
  printable,
  relativeTime,
  signOf,
  silentFor,
  waitingWords,
  type Sign,
} from "../wording/index.js";
import { offeredActions, type OfferedAction } from "./actions.js";
import { iconButton } from "./icon-button.js";
import { maskedCommand } from "./masked-command.js";
import type { PanelModel } from "./model.js";
import type { Reactions } from "./reactions.js";

export function header(model: PanelModel, job: JobDetails, now: number, react: Reactions): TemplateResult {
  const { row } = job;
  const { icon, tone } = model.gone ? GONE : APPEARANCES[signOf(row)];
  const label = printable(row.label);
  const command = printable(maskedCommand(model, job).text);
  return html`
    <header>
      <span class="state-icon codicon codicon-${icon} tone-${tone}" aria-hidden="true"></span>
      <div class="titles">
        <h1 title=${label}>${label}</h1>
        <p class="status">${statusParts(row, now).map((part) => html`<span>${part}</span>`)}</p>
        ${command === "" || command === label ? nothing : html`<p class="command" title=${command}>${command}</p>`}
      </div>
      ${model.keptOpen || model.gone ? nothing : keepOpen(react)}
      ${row.state === "running" && row.progress ? progressBar(row.progress) : nothing} ${trouble(model, job)}
      <div class="actions">${offeredActions(model).map((offered) => actionButton(offered, react))}</div>
      ${model.canWrite || model.gone ? nothing : html`<p class="quiet">${RESTRICTED}</p>`}
    </header>
  `;
}

const RESTRICTED = "Restricted Mode: trust this workspace to resubmit, cancel or delete jobs.";

interface Appearance {
  readonly icon: string;
  /** Which of the theme's colours the icon has; a class of the style sheet. */
  readonly tone: string;
}

const GONE: Appearance = { icon: "trash", tone: "skipped" };

/** The same as the rows of the tree have. */
const APPEARANCES: Readonly<Record<Sign, Appearance>> = {
  queued: { icon: "circle-large-outline", tone: "queued" },
  held: { icon: "debug-pause", tone: "queued" },
  waiting: { icon: "watch", tone: "queued" },
  running: { icon: "sync codicon-modifier-spin", tone: "running" },
  completed: { icon: "pass", tone: "passed" },
  failed: { icon: "error", tone: "failed" },
  cancelled: { icon: "circle-slash", tone: "skipped" },
  warning: { icon: "warning", tone: "warning" },
};

/** `Failed`, `exit 2`, `3 min ago`, `ran 12 s`. */
function statusParts(row: JobRow, now: number): string[] {
  if (row.damaged !== undefined) return ["Damaged", `in ${row.state}`];
  switch (row.state) {
    case "queued":
      return ["Queued", waitingWords(row, now), row.attempt, relativeTime(row.createdMs, now)].filter(
        (part) => part !== undefined,
      );
    case "running": {
      const silence = silentFor(row, now);
      return [
        row.lostWorker === true ? `Running, ${LOST_WORKER}` : "Running",
        row.attempt,
        row.progress ? percent(row.progress) : undefined,
        row.startedMs === undefined ? undefined : duration(now - row.startedMs),
        row.lostWorker === true ? undefined : leftWords(row, now),
        silence === undefined ? undefined : `no output for ${silence}`,
      ].filter((part) => part !== undefined);
    }
    case "completed":
      return [row.resultMissing === true ? "Completed without a result" : "Completed", ...endedParts(row, now)];
    case "failed": {
      const end = endOfRow(row);
      const words = end === undefined || end.kind === "failed" ? [] : [endWords(end)];
      return ["Failed", ...words, ...endedParts(row, now)];
    }
  }
}

function endedParts({ startedMs, finishedMs }: JobRow, now: number): string[] {
  if (finishedMs === undefined) return [];
  const ran = startedMs === undefined ? [] : [`ran ${duration(finishedMs - startedMs)}`];
  return [relativeTime(finishedMs, now), ...ran];
}

/** What a person has to know first: the job is gone, cannot be read, or failed with this line. */
function trouble({ gone }: PanelModel, job: JobDetails): TemplateResult | typeof nothing {
  const { row } = job;
  if (gone) return html`<p class="trouble warning" role="status">This job is no longer in the queue.</p>`;
  if (row.damaged !== undefined) return html`<p class="trouble warning">${printable(damagedWords(row.damaged))}</p>`;
  if (row.lostWorker === true) return html`<p class="trouble warning">${BROUGHT_BACK}</p>`;
  if (row.state !== "failed" || row.errorLine === undefined) return nothing;
  return html`<p class="trouble error">${printable(row.errorLine)}</p>`;
}

const BROUGHT_BACK =
  "The process of its worker has ended. The next worker that looks at this queue puts the job back into it.";

function progressBar(progress: number): TemplateResult {
  return html`<progress aria-label="Progress" max="1" value=${progress}></progress>`;
}

function keepOpen(react: Reactions): TemplateResult {
  const words = "Keep Open: the next job opens beside it";
  return iconButton(words, "pin", () => react.act("keepOpen"), { className: "keep-open" });
}

/**
 * `aria-disabled` rather than `disabled`: the reason in its tooltip can be reached, and focus is not lost. The label is
 * in the tooltip as well: a narrow panel shows it nowhere else.
 */
function actionButton({ action, label, icon, unavailable }: OfferedAction, react: Reactions): TemplateResult {
  return html`
    <button
      class="button"
      data-action=${action}
      title=${unavailable === undefined ? label : `${label} · ${unavailable}`}
      aria-disabled=${unavailable === undefined ? nothing : "true"}
      @click=${() => unavailable === undefined && react.act(action)}
    >
      <span class="codicon codicon-${icon}" aria-hidden="true"></span><span class="label">${label}</span>
    </button>
  `;
}
