/** The whole page as a function of the model. lit sets text as text, and touches only what changed. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Answering } from "../live/live-queue.js";
import { clockTime } from "../wording/index.js";
import { header } from "./header.js";
import { PANEL_TABS, type PanelTab } from "./messages.js";
import type { PanelModel } from "./model.js";
import type { Reactions } from "./reactions.js";
import { errorTab } from "./tabs/error-tab.js";
import { infoTab } from "./tabs/info-tab.js";
import { outputTab } from "./tabs/output-tab.js";
import { resultTab } from "./tabs/result-tab.js";
import { tabStrip, tabPanel } from "./tabs/tabs.js";

export function page(model: PanelModel, now: number, react: Reactions): TemplateResult {
  const { job } = model;
  if (job === undefined) return html`${silence(model.answering, now)} ${model.gone ? noJob : nothing}`;
  const content: Record<PanelTab, TemplateResult> = {
    info: infoTab(model, job, now, react),
    result: resultTab(model, job, react),
    error: errorTab(model, job, react),
    output: outputTab(model, job, react),
  };
  return html`
    ${silence(model.answering, now)} ${header(model, job, now, react)} ${tabStrip(model, job, react)}
    <main>${PANEL_TABS.map((tab) => tabPanel(tab, tab === model.tab, content[tab]))}</main>
  `;
}

const noJob = html`<p class="empty" role="status">This job is no longer in the queue.</p>`;

/** Why what is shown may be old. */
function silence(answering: Answering, now: number): TemplateResult | typeof nothing {
  if (answering.kind === "answering") return nothing;
  const words =
    answering.kind === "silent"
      ? `The queue has not answered since ${clockTime(answering.sinceMs, now)}. This goes on by itself once it does.`
      : `The queue's process ended (${answering.reason}). It is started again by itself.`;
  return html`<p class="banner" role="status">
    <span class="codicon codicon-warning" aria-hidden="true"></span><span>${words}</span>
  </p>`;
}
