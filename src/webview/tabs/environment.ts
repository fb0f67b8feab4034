/** The variables that a job was given, secrets masked until one asks for them. */
import { guard } from "lit/directives/guard.js";
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { JobDetails } from "../../live/live-queue.js";
import { count, isSecret, MASK, printable, printableLines } from "../../wording/index.js";
import type { PanelModel } from "../model.js";
import type { Reactions } from "../reactions.js";
import { showButton } from "../show-button.js";

type Variable = readonly [name: string, value: string];
type Revealed = PanelModel["revealed"];

/** Those beyond are shown to whoever asks for them: a script that hands on all that it has may hand on very many. */
const FIRST_SHOWN = 200;
/** Laid out in a moment; ten times as many are not. */
const CHUNK = 2000;

export function environment(model: PanelModel, { env }: JobDetails, react: Reactions): unknown {
  const { revealed, timesMoreVariables } = model;
  // Drawn again only when one of them changes, not with every tick of a clock.
  return guard([env, revealed, timesMoreVariables], () => section(model, Object.entries(env ?? {}), react));
}

/** Gives the focus to the first of the variables that were asked for last: the button that asked may be gone. */
export function focusNewVariables({ timesMoreVariables }: PanelModel): void {
  const row = document.querySelectorAll<HTMLElement>(".environment tr")[mostShown(timesMoreVariables - 1)];
  if (row === undefined) return;
  row.tabIndex = -1;
  row.focus();
}

function mostShown(timesMore: number): number {
  return FIRST_SHOWN + timesMore * CHUNK;
}

function section(model: PanelModel, all: readonly Variable[], react: Reactions): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  const shown = all.slice(0, mostShown(model.timesMoreVariables));
  return html`<h2>Environment</h2>
    <table class="environment" aria-label="Environment">
      <tbody>
        ${shown.map((variable) => row(model.revealed, variable, react))}
      </tbody>
    </table>
    ${shown.length === all.length ? nothing : more(all.length, shown.length, react)}`;
}

function row(revealed: Revealed, variable: Variable, react: Reactions): TemplateResult {
  const [name, value] = variable;
  return html`<tr>
    <th scope="row">${printable(name)}</th>
    <td>${isSecret(name, value) ? secret(revealed, variable, react) : exactly(value)}</td>
  </tr>`;
}

function more(total: number, shown: number, react: Reactions): TemplateResult {
  const left = total - shown;
  return html`<p class="quiet">
    and ${count(left)} more
    <button class="link" @click=${() => react.showMoreVariables()}>
      ${left > CHUNK ? `Show ${count(CHUNK)} More` : `Show All ${count(total)}`}
    </button>
  </p>`;
}

function secret(revealed: Revealed, [name, value]: Variable, react: Reactions): TemplateResult {
  const shown = revealed.has(name);
  return html`${shown ? exactly(value) : MASK}
  ${showButton(shown, `the value of ${printable(name)}`, () => react.reveal(name))}`;
}

function exactly(value: string): TemplateResult {
  return html`<span class="value">${printableLines(value)}</span>`;
}
