/** What the worker returned: result.json as a tree that folds, or its text where it is no JSON. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import { guard } from "lit/directives/guard.js";
import type { JobDetails } from "../../live/live-queue.js";
import { hasEnded } from "../../queue/job.js";
import { beginning, bytes } from "../../wording/index.js";
import { codeBlock, MOST_TEXT } from "../code-block.js";
import { jsonTreeView } from "../json/json-tree-view.js";
import { hidesAnything, isTree, type JsonTree } from "../json/json-tree.js";
import { resultMask, withoutSecretsOf } from "../masked-result.js";
import type { PanelModel } from "../model.js";
import type { Reactions } from "../reactions.js";
import { RESULT } from "../revealable.js";
import { secretsNote } from "../secrets-note.js";

export function resultTab({ result, revealed }: PanelModel, job: JobDetails, react: Reactions): TemplateResult {
  if (result === undefined) return html`<p class="empty">${whyNone(job)}</p>`;
  const isRevealed = revealed.has(RESULT);
  const shown = { result, job, isRevealed };
  // Drawn again only when it changed, not with every tick of a clock.
  return html`${guard([result, job.resultBytes, isRevealed], () =>
    isTree(result) ? asTree(shown, react) : asText(shown, react),
  )}`;
}

function whyNone({ row }: JobDetails): string {
  return hasEnded(row) ? "This job left no result." : "The result appears here when the job has ended.";
}

interface Shown {
  readonly result: JsonTree;
  readonly job: JobDetails;
  readonly isRevealed: boolean;
}

function asTree({ result, job, isRevealed }: Shown, react: Reactions): TemplateResult {
  const mask = resultMask(job);
  // A secret that was shown can be hidden again also where it is folded away.
  const hasNote = isRevealed || hidesAnything(result, mask);
  return html`
    ${result.cut ? html`<p class="note">${cutNote(result, job, react)}</p>` : nothing}
    ${hasNote ? secretsNote("result", isRevealed, () => react.reveal(RESULT)) : nothing}
    ${jsonTreeView({ tree: result, mask: isRevealed ? undefined : mask }, react.tree)}
  `;
}

function asText({ result, job, isRevealed }: Shown, react: Reactions): TemplateResult {
  const { text, problem } = result;
  const cut = result.cut || text.length > MOST_TEXT;
  const exact = beginning(text, MOST_TEXT);
  const masked = withoutSecretsOf(job)(exact);
  return html`
    ${
      problem === undefined
        ? nothing
        : html`<p class="trouble warning">This file is no JSON. At ${problem}. Its text follows.</p>`
    }
    ${cut ? html`<p class="note">${cutNote(result, job, react, Math.min(text.length, MOST_TEXT))}</p>` : nothing}
    ${masked === exact ? nothing : secretsNote("result", isRevealed, () => react.reveal(RESULT))}
    ${codeBlock("result", isRevealed ? exact : masked, { copied: exact })}
  `;
}

function cutNote({ text }: JsonTree, job: JobDetails, react: Reactions, length = text.length): TemplateResult {
  const all = job.resultBytes === undefined ? "" : ` of ${bytes(job.resultBytes)}`;
  return html`Only the first ${bytes(length)}${all} are shown.
    <button class="link" @click=${() => react.act("openResult")}>Open in Editor</button>`;
}
