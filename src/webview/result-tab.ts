/** What the worker returned: the exact text of result.json. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { JobDetails } from "../live/live-queue.js";
import { jsonBlock } from "./code-block.js";

export function resultTab({ row, resultText, resultCut }: JobDetails): TemplateResult {
  if (resultText !== undefined) {
    return html`${resultCut === true ? cutNote : nothing} ${jsonBlock("result", resultText)}`;
  }
  const finished = row.state === "completed" || row.state === "failed";
  const words = finished ? "This job left no result." : "The result appears here when the job has ended.";
  return html`<p class="empty">${words}</p>`;
}

const cutNote = html`<p class="note">
  Only the beginning is shown: the file is too large for a page. Open it in an editor.
</p>`;
