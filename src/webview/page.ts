/** The whole page as a function of the model. lit sets text as text, and touches only what changed. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Answering, HeldOutput } from "../live/live-queue.js";
import { clockTime } from "../wording/index.js";
import { errorTab } from "./error-tab.js";
import { header } from "./header.js";
import { infoTab } from "./info-tab.js";
import type { Query } from "./log-pattern.js";
import { PANEL_TABS, type PanelAction, type PanelTab } from "./messages.js";
import type { TreeReactions } from "./json/json-tree-view.js";
import type { PanelModel } from "./model.js";
import { outputTab } from "./output-tab.js";
import { resultTab } from "./result-tab.js";
import { tabStrip, tabPanel } from "./tabs.js";

/** What a person can do on the page. */
export interface Reactions {
  act(action: PanelAction): void;
  chooseTab(tab: PanelTab): void;
  showJob(id: string): void;
  /** Shows what is masked, or masks it again. */
  reveal(what: string): void;
  /** In the tree of the result. */
  readonly tree: TreeReactions;
  /** Searches in the output. */
  find(): void;
  setWrap(wrap: boolean): void;
  /** Asks for what stands in the log before what the page holds. */
  showEarlier(held: Omit<HeldOutput, "attempt">): void;
  /** Searches in all of the output, also in what the page does not hold. */
  searchAll(query: Query): void;
  /** Asks for the end of the output anew. */
  followAgain(): void;
  /** Shows the output of an earlier attempt; without a number, of the last. */
  chooseAttempt(attempt: number | undefined): void;
}

export function page(model: PanelModel, now: number, react: Reactions): TemplateResult {
  const { job } = model;
  if (job === undefined) return html`${silence(model.answering, now)} ${model.gone ? noJob : nothing}`;
  const content: Record<PanelTab, TemplateResult> = {
    info: infoTab(model, job, now, react),
    result: resultTab(model, job, react),
    error: errorTab(job),
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
