/** Text of a job as it stands, in the editor's font, with a button that copies it. */
import { html, type TemplateResult } from "lit/html.js";
import { guard } from "lit/directives/guard.js";
import { jsonTokens, printableLines } from "../wording/index.js";
import { iconButton } from "./icon-button.js";

/** Characters. A page that lays out more would be slow. */
export const MOST_TEXT = 200_000;
/** Tokens. Each takes an element of its own: a long list of numbers would keep the page busy for seconds. */
const MOST_COLOURED = 10_000;

interface CodeOptions {
  /** Where it is not what is shown: that has its secrets masked, or is only the beginning. */
  readonly copied?: string;
}

export function codeBlock(label: string, text: string, { copied = text }: CodeOptions = {}): TemplateResult {
  return framed(label, printableLines(text), copyButton(label, copied, text));
}

/** Exact JSON, coloured: what is shown is the text that was given, but that marks which act unseen are shown. */
export function jsonBlock(label: string, text: string, { copied = text }: CodeOptions = {}): TemplateResult {
  // Drawn again only when the text changes, not with every tick of a clock.
  const content = guard([text], () => colouredJson(printableLines(text)));
  return framed(label, content, copyButton(label, copied, text));
}

function framed(label: string, content: unknown, copyButton: TemplateResult): TemplateResult {
  return html`<div class="code">
    <pre tabindex="0" aria-label=${label}><code>${content}</code></pre>
    ${copyButton}
  </div>`;
}

function colouredJson(text: string): unknown[] {
  const tokens = jsonTokens(text);
  const rest = tokens.slice(MOST_COLOURED).map((token) => token.text);
  return [...tokens.slice(0, MOST_COLOURED).map(coloured), rest.join("")];
}

function coloured({ kind, text }: { kind: string; text: string }): unknown {
  return kind === "plain" ? text : html`<span class="json-${kind}">${text}</span>`;
}

function copyButton(label: string, copied: string, shown: string): TemplateResult {
  const words = `Copy ${label}${copied === shown ? "" : ", as given"}`;
  return iconButton(words, "copy", (event) => void copy(event, copied), { className: "copy" });
}

/** The icon says for a moment that it worked. */
async function copy(event: Event, text: string): Promise<void> {
  const icon = (event.currentTarget as HTMLElement).firstElementChild;
  await navigator.clipboard.writeText(text);
  icon?.classList.replace("codicon-copy", "codicon-check");
  setTimeout(() => icon?.classList.replace("codicon-check", "codicon-copy"), 1500);
}
