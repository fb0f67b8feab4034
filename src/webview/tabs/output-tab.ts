/** The job's output, live. The log element is made once and fed directly; here is only what stands around it. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { HeldOutput, JobDetails } from "../../live/live-queue.js";
import type { Query } from "../find/log-pattern.js";
import "../log/job-log.js";
import type { PanelModel } from "../model.js";
import type { Reactions } from "../reactions.js";

export function outputTab(model: PanelModel, { row }: JobDetails, react: Reactions): TemplateResult {
  return html`
    ${model.hasOutput ? nothing : html`<p class="empty">${emptyWords[row.state]}</p>`}
    <dirq-log
      .wrap=${model.wrap}
      .openAll=${() => react.act("openOutputDocument")}
      .searchAll=${(query: Query) => react.searchAll(query)}
      .showEarlier=${(held: Omit<HeldOutput, "attempt">) => react.showEarlier(held)}
      .followAgain=${() => react.followAgain()}
    ></dirq-log>
  `;
}

const emptyWords: Readonly<Record<JobDetails["row"]["state"], string>> = {
  queued: "Output appears here once the job runs.",
  running: "No output yet.",
  completed: "This job wrote no output.",
  failed: "This job wrote no output.",
};
