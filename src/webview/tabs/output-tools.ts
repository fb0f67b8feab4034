/** What can be done with the output as it is shown: buttons beside the tabs. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { JobDetails } from "../../live/live-queue.js";
import { earlierAttemptLabel, lastAttemptLabel } from "../../wording/index.js";
import { iconButton } from "../icon-button.js";
import type { PanelModel } from "../model.js";
import type { Reactions } from "../reactions.js";

export function outputTools(model: PanelModel, job: JobDetails, react: Reactions): TemplateResult | typeof nothing {
  if (!model.hasOutput && !job.earlierLogs) return nothing;
  return html`<div class="tools" role="toolbar" aria-label="Output">
    ${attemptChoice(model, job, react)}
    <button class="icon-button" title="Find (Ctrl+F)" aria-label="Find" @click=${() => react.find()}>
      <span class="codicon codicon-search" aria-hidden="true"></span>
    </button>
    ${iconButton("Wrap Lines", "word-wrap", () => react.setWrap(!model.wrap), { pressed: model.wrap })}
    ${model.gone ? nothing : opening(model, react)}
  </div>`;
}

function opening(model: PanelModel, react: Reactions): TemplateResult {
  const follow = iconButton("Follow in Terminal", "terminal", () => react.act("followOutput"));
  return html`${iconButton("Open in Editor", "go-to-file", () => react.act("openOutputDocument"))}
  ${model.canWrite && model.attempt === undefined ? follow : nothing}`;
}

/** Where the job was tried before. The last attempt has no number of its own: the next one may begin at any time. */
function attemptChoice(model: PanelModel, job: JobDetails, react: Reactions): TemplateResult | typeof nothing {
  const { earlierLogs: earlier = 0, moreLogs, row } = job;
  if (earlier === 0) return nothing;
  const attempts = moreLogs === true ? undefined : earlier + 1;
  const choose = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    react.chooseAttempt(value === "" ? undefined : Number(value));
  };
  return html`<select class="attempts" aria-label="Attempt" @change=${choose}>
    ${Array.from({ length: earlier }, (_, index) => {
      const number = index + 1;
      return html`<option value=${number} ?selected=${number === model.attempt}>
        ${earlierAttemptLabel(number, attempts)}
      </option>`;
    })}
    ${moreLogs === true ? html`<option disabled>Later attempts: in the result folder</option>` : nothing}
    <option value="" ?selected=${model.attempt === undefined}>${lastAttemptLabel(row, attempts)}</option>
  </select>`;
}
