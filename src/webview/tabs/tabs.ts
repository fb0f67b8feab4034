/** The tab strip and its panels, with the keys that the ARIA practices give to tabs: arrows, Home, End. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { JobDetails } from "../../live/live-queue.js";
import { iconButton } from "../icon-button.js";
import { PANEL_TABS, type PanelTab } from "../messages.js";
import type { PanelModel } from "../model.js";
import type { Reactions } from "../reactions.js";
import { outputTools } from "./output-tools.js";
import { resultTools } from "./result-tools.js";

type Shown = readonly [model: PanelModel, job: JobDetails, react: Reactions];

const LABELS: Readonly<Record<PanelTab, string>> = { info: "Info", result: "Result", error: "Error", output: "Output" };

export function tabStrip(model: PanelModel, job: JobDetails, react: Reactions): TemplateResult {
  return html`
    <div class="tab-strip">
      <div
        class="tabs"
        role="tablist"
        aria-label="Job"
        @keydown=${(event: KeyboardEvent) => moveFocus(event, model.tab, react)}
      >
        ${PANEL_TABS.map((tab) => tabButton(tab, tab === model.tab, react))}
      </div>
      ${tools[model.tab](model, job, react)}
    </div>
  `;
}

/** Each panel scrolls by itself; the output's own element does so, because it follows. */
export function tabPanel(tab: PanelTab, shown: boolean, content: TemplateResult): TemplateResult {
  return html`
    <section
      id="panel-${tab}"
      class="tab-panel"
      role="tabpanel"
      aria-labelledby="tab-${tab}"
      tabindex=${tab === "output" ? nothing : 0}
      ?hidden=${!shown}
    >
      ${content}
    </section>
  `;
}

function tabButton(tab: PanelTab, selected: boolean, react: Reactions): TemplateResult {
  return html`
    <button
      id="tab-${tab}"
      class="tab"
      role="tab"
      aria-selected=${selected}
      aria-controls="panel-${tab}"
      tabindex=${selected ? 0 : -1}
      @click=${() => react.chooseTab(tab)}
    >
      ${LABELS[tab]}
    </button>
  `;
}

const tools: Readonly<Record<PanelTab, (...shown: Shown) => TemplateResult | typeof nothing>> = {
  info: () => nothing,
  result: resultTools,
  error: errorTools,
  output: outputTools,
};

function errorTools(...[model, job, react]: Shown): TemplateResult | typeof nothing {
  if (job.errorText === undefined || model.gone) return nothing;
  return iconButton("Open in Editor", "go-to-file", () => react.act("openError"));
}

function moveFocus(event: KeyboardEvent, current: PanelTab, react: Reactions): void {
  const index = PANEL_TABS.indexOf(current);
  const last = PANEL_TABS.length - 1;
  const targets: Readonly<Record<string, number>> = {
    ArrowLeft: index === 0 ? last : index - 1,
    ArrowRight: index === last ? 0 : index + 1,
    Home: 0,
    End: last,
  };
  const tab = PANEL_TABS[targets[event.key] ?? -1];
  if (tab === undefined) return;
  event.preventDefault();
  react.chooseTab(tab);
  document.getElementById(`tab-${tab}`)?.focus();
}
