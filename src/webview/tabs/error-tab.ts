/** error.txt: the message, a blank line, and where it came from. Of a long one the end, where most programs say what went wrong. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import { guard } from "lit/directives/guard.js";
import type { JobDetails } from "../../live/live-queue.js";
import { withoutSecretsOf } from "../masked-result.js";
import type { PanelModel } from "../model.js";
import { onceEach } from "../once-each.js";
import type { Reactions } from "../reactions.js";
import { ERROR } from "../revealable.js";
import { secretsNote } from "../secrets-note.js";
import { paintLine, terminalTheme } from "../terminal/terminal-paint.js";
import { terminalLines } from "../terminal/terminal-text.js";

/** As many as are held of a log that is followed. */
const MOST_LINES = 5000;

export function errorTab({ gone, revealed }: PanelModel, job: JobDetails, react: Reactions): TemplateResult {
  const { row, errorText, errorBeginsEarlier = false } = job;
  if (errorText === undefined) {
    return html`<p class="empty">
      ${row.state === "failed" ? "This job left no error.txt." : "This job has no error."}
    </p>`;
  }
  const exact = lastLines(errorText);
  const masked = maskedErrorOf(job);
  const shown = revealed.has(ERROR) ? exact : masked;
  const isCut = errorBeginsEarlier || exact.length < errorText.length;
  // Stack traces come coloured as well (pytest, for one).
  return html`${isCut ? note(gone, react) : nothing}
    ${masked === exact ? nothing : secretsNote("error", revealed.has(ERROR), () => react.reveal(ERROR))}
    <div class="log-lines">${guard([shown, terminalTheme()], () => terminalLines(shown).map(paintLine))}</div>`;
}

const maskedErrorOf = onceEach((job: JobDetails) => withoutSecretsOf(job)(lastLines(job.errorText ?? "")));

function note(gone: boolean, react: Reactions): TemplateResult {
  return html`<p class="note">
    The error begins earlier.
    ${gone ? nothing : html`<button class="link" @click=${() => react.act("openError")}>Open All in Editor</button>`}
  </p>`;
}

function lastLines(text: string): string {
  let start = text.length;
  for (let lines = 0; lines <= MOST_LINES; lines++) {
    start = start === 0 ? -1 : text.lastIndexOf("\n", start - 1);
    if (start === -1) return text;
  }
  return text.slice(start + 1);
}
