/** All that is known about a job: its facts, and exactly what it was given, with its secrets masked until one asks. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { JobDetails } from "../../live/live-queue.js";
import { beginning } from "../../wording/index.js";
import { codeBlock, jsonBlock, MOST_TEXT } from "../code-block.js";
import { maskedCommand } from "../masked-command.js";
import { maskedParameters } from "../masked-parameters.js";
import type { PanelModel } from "../model.js";
import type { Reactions } from "../reactions.js";
import { COMMAND, PARAMETERS } from "../revealable.js";
import { showButton } from "../show-button.js";
import { environment } from "./environment.js";
import { damagedFacts, jobFacts } from "./job-facts.js";

export function infoTab(model: PanelModel, job: JobDetails, now: number, react: Reactions): TemplateResult {
  const { row } = job;
  return html`
    ${row.damaged === undefined ? jobFacts(job, now, react) : damagedFacts(job)}
    ${job.command === undefined ? nothing : section("Command", command(model, job, react))}
    ${environment(model, job, react)}
    ${row.damaged === undefined ? section("Parameters", parameters(model, job, react)) : nothing}
  `;
}

function command(model: PanelModel, job: JobDetails, react: Reactions): TemplateResult {
  const { command: exact = "" } = job;
  const { text, hasSecrets } = maskedCommand(model, job);
  return html`
    ${exact.length > MOST_TEXT ? onlyTheBeginning : nothing} ${codeBlock("command", text, { copied: exact })}
    ${hasSecrets ? showButton(model.revealed.has(COMMAND), "the secrets in the command", () => react.reveal(COMMAND)) : nothing}
  `;
}

const onlyTheBeginning = html`<p class="quiet">Only the beginning is shown. Open Job File has all of it.</p>`;

function parameters(model: PanelModel, job: JobDetails, react: Reactions): TemplateResult {
  const { paramsText } = job;
  const masked = maskedParameters(job);
  const shown = model.revealed.has(PARAMETERS);
  const text = beginning(shown ? paramsText : masked, MOST_TEXT);
  return html`
    ${paramsText.length > MOST_TEXT ? onlyTheBeginning : nothing}
    ${jsonBlock("parameters", text, { copied: paramsText })}
    ${masked === paramsText ? nothing : showButton(shown, "the secrets in the parameters", () => react.reveal(PARAMETERS))}
  `;
}

function section(title: string, content: TemplateResult): TemplateResult {
  return html`<h2>${title}</h2>
    ${content}`;
}
