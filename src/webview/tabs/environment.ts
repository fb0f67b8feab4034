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
const MOST_SHOWN = 200;

/** What `revealed` calls them: no variable has such a name. */
const ALL = "=environment";

export function environment({ revealed }: PanelModel, { env }: JobDetails, react: Reactions): unknown {
  // Drawn again only when one of them changes, not with every tick of a clock.
  return guard([env, revealed], () => section(revealed, Object.entries(env ?? {}), react));
}

function section(revealed: Revealed, all: readonly Variable[], react: Reactions): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  const isWhole = revealed.has(ALL) || all.length <= MOST_SHOWN;
  const shown = isWhole ? all : all.slice(0, MOST_SHOWN);
  return html`<h2>Environment</h2>
    <table class="environment" aria-label="Environment">
      <tbody>
        ${shown.map((variable) => row(revealed, variable, react))}
      </tbody>
    </table>
    ${isWhole ? nothing : more(all.length, react)}`;
}

function row(revealed: Revealed, variable: Variable, react: Reactions): TemplateResult {
  const [name, value] = variable;
  return html`<tr>
    <th scope="row">${printable(name)}</th>
    <td>${isSecret(name, value) ? secret(revealed, variable, react) : exactly(value)}</td>
  </tr>`;
}

function more(total: number, react: Reactions): TemplateResult {
  return html`<p class="quiet">
    and ${count(total - MOST_SHOWN)} more
    <button class="link" @click=${() => react.reveal(ALL)}>Show All ${count(total)}</button>
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
