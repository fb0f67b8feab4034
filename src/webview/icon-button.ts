/** A button that is an icon alone: its words are its tooltip, and what a screen reader says. */
import { html, type TemplateResult } from "lit/html.js";

export function iconButton(words: string, icon: string, act: () => void): TemplateResult {
  return html`<button class="icon-button" title=${words} aria-label=${words} @click=${act}>
    <span class="codicon codicon-${icon}" aria-hidden="true"></span>
  </button>`;
}
