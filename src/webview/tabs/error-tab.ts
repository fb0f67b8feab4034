/** error.txt: the message, a blank line, and where it came from. */
import { html, type TemplateResult } from "lit/html.js";
import { guard } from "lit/directives/guard.js";
import type { JobDetails } from "../../live/live-queue.js";
import { paintLine, terminalTheme } from "../terminal/terminal-paint.js";
import { terminalLines } from "../terminal/terminal-text.js";

export function errorTab({ row, errorText }: JobDetails): TemplateResult {
  if (errorText === undefined) {
    return html`<p class="empty">
      ${row.state === "failed" ? "This job left no error.txt." : "This job has no error."}
    </p>`;
  }
  // Stack traces come coloured as well (pytest, for one).
  return html`<div class="log-lines">
    ${guard([errorText, terminalTheme()], () => terminalLines(errorText).map(paintLine))}
  </div>`;
}
