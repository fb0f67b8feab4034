/** What the worker returned: the exact text of result.json. */
import { html, type TemplateResult } from "lit/html.js";
import type { JobDetails } from "../live/live-queue.js";
import { jsonBlock } from "./code-block.js";

export function resultTab({ row, resultText }: JobDetails): TemplateResult {
  if (resultText !== undefined) return jsonBlock("result", resultText);
  const finished = row.state === "completed" || row.state === "failed";
  return html`<p class="empty">
    ${finished ? "This job left no result." : "The result appears here when the job has ended."}
  </p>`;
}
