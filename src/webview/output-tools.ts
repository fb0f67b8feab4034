/** What can be done with the output as it is shown: buttons beside the tabs. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { PanelModel } from "./model.js";
import type { Reactions } from "./page.js";

export function outputTools(model: PanelModel, react: Reactions): TemplateResult | typeof nothing {
  if (!model.hasOutput) return nothing;
  return html`<div class="tools" role="toolbar" aria-label="Output">
    <button class="icon-button" title="Find (Ctrl+F)" aria-label="Find" @click=${() => react.find()}>
      <span class="codicon codicon-search" aria-hidden="true"></span>
    </button>
    <button
      class="icon-button"
      title="Wrap Lines"
      aria-label="Wrap Lines"
      aria-pressed=${model.wrap}
      @click=${() => react.setWrap(!model.wrap)}
    >
      <span class="codicon codicon-word-wrap" aria-hidden="true"></span>
    </button>
    ${
      model.gone
        ? nothing
        : html`<button
            class="icon-button"
            title="Open in Editor"
            aria-label="Open in Editor"
            @click=${() => react.act("openOutput")}
          >
            <span class="codicon codicon-go-to-file" aria-hidden="true"></span>
          </button>`
    }
  </div>`;
}
