/** Above what has its secrets masked: that it is so, and how to see them. */
import { html, type TemplateResult } from "lit/html.js";
import { showButton } from "./show-button.js";

/** `what`: `result` or `error`. */
export function secretsNote(what: string, isRevealed: boolean, toggle: () => void): TemplateResult {
  return html`<p class="note">
    ${isRevealed ? "What looks like a secret is shown." : "What looks like a secret is hidden."}
    ${showButton(isRevealed, `the secrets in the ${what}`, toggle)}
  </p>`;
}
