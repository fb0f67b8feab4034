/** The whole page as a function of the model. lit sets text as text, and touches only what changed. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import { errorTab } from "./error-tab.js";
import { header } from "./header.js";
import { infoTab } from "./info-tab.js";
import type { PanelAction, PanelTab } from "./messages.js";
import type { PanelModel } from "./model.js";
import { outputTab } from "./output-tab.js";
import { resultTab } from "./result-tab.js";
import { tabStrip, tabPanel } from "./tabs.js";

/** What a person can do on the page. */
export interface Reactions {
  act(action: PanelAction): void;
  chooseTab(tab: PanelTab): void;
  showJob(id: string): void;
}

export function page(model: PanelModel, now: number, react: Reactions): TemplateResult {
  const { job } = model;
  if (job === undefined) return html`${silence(model)}`;
  const content: Record<PanelTab, TemplateResult> = {
    info: infoTab(job, now, react),
    result: resultTab(job),
    error: errorTab(job),
    output: outputTab(model, job, react),
  };
  return html`
    ${silence(model)} ${header(model, job, now, react)} ${tabStrip(model, job, react)}
    <main>
      ${Object.entries(content).map(([tab, shown]) => tabPanel(tab as PanelTab, tab === model.tab, shown))}
    </main>
  `;
}

function silence({ silentSeconds }: PanelModel): TemplateResult | typeof nothing {
  if (silentSeconds === 0) return nothing;
  return html`<p class="banner" role="status">
    <span class="codicon codicon-warning" aria-hidden="true"></span>
    The queue has not answered for ${silentSeconds} s; what is shown may be old. It goes on by itself.
  </p>`;
}
