/** A button that is an icon alone: its words are its tooltip, and what a screen reader says. */
import { html, nothing, type TemplateResult } from "lit/html.js";

interface IconButtonOptions {
  /** A further class of the style sheet. */
  readonly className?: string;
  /** Of one that switches something: whether that is on. */
  readonly pressed?: boolean;
  /** Whether the Tab key stops at it. */
  readonly tabStop?: boolean;
}

export function iconButton(
  words: string,
  icon: string,
  act: (event: Event) => void,
  { className = "", pressed, tabStop = true }: IconButtonOptions = {},
): TemplateResult {
  return html`<button
    class="icon-button ${className}"
    title=${words}
    aria-label=${words}
    aria-pressed=${pressed ?? nothing}
    tabindex=${tabStop ? nothing : -1}
    @click=${act}
  >
    <span class="codicon codicon-${icon}" aria-hidden="true"></span>
  </button>`;
}
