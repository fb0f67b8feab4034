/** The button that shows what is masked, and masks it again. */
import { html, type TemplateResult } from "lit/html.js";

/** `what`: for example `the secrets in the command`. */
export function showButton(shown: boolean, what: string, toggle: () => void): TemplateResult {
  const act = shown ? "Hide" : "Show";
  return html`<button class="link" aria-label=${`${act} ${what}`} @click=${toggle}>${act}</button>`;
}
