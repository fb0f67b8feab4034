/** Text of a job as it stands, in the editor's font, with a button that copies it. */
import { html, type TemplateResult } from "lit/html.js";
import { guard } from "lit/directives/guard.js";
import { printableLines } from "../wording/index.js";
import { jsonTokens } from "./json/json-tokens.js";

export function codeBlock(label: string, text: string): TemplateResult {
  return framed(label, text, printableLines(text));
}

/** Exact JSON, coloured: what is shown and copied is the text that was given, but that marks which act unseen are shown. */
export function jsonBlock(label: string, text: string): TemplateResult {
  return framed(
    label,
    text,
    // Drawn again only when the text changes, not with every tick of a clock.
    guard([text], () => jsonTokens(printableLines(text)).map(coloured)),
  );
}

function framed(label: string, text: string, content: unknown): TemplateResult {
  return html`<div class="code">
    <pre tabindex="0" aria-label=${label}><code>${content}</code></pre>
    ${copyButton(label, text)}
  </div>`;
}

function coloured({ kind, text }: { kind: string; text: string }): unknown {
  return kind === "plain" ? text : html`<span class="json-${kind}">${text}</span>`;
}

function copyButton(label: string, text: string): TemplateResult {
  const words = `Copy ${label}`;
  return html`
    <button
      class="icon-button copy"
      title=${words}
      aria-label=${words}
      @click=${(event: Event) => void copy(event, text)}
    >
      <span class="codicon codicon-copy" aria-hidden="true"></span>
    </button>
  `;
}

/** The icon says for a moment that it worked. */
async function copy(event: Event, text: string): Promise<void> {
  const icon = (event.currentTarget as HTMLElement).firstElementChild;
  await navigator.clipboard.writeText(text);
  icon?.classList.replace("codicon-copy", "codicon-check");
  setTimeout(() => icon?.classList.replace("codicon-check", "codicon-copy"), 1500);
}
