/** What can be done with the result as it is shown: buttons beside the tabs. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { JobDetails } from "../../live/live-queue.js";
import { iconButton } from "../icon-button.js";
import { isTree, type JsonTree } from "../json/json-tree.js";
import type { PanelModel } from "../model.js";
import type { Reactions } from "../reactions.js";

export function resultTools(model: PanelModel, job: JobDetails, react: Reactions): TemplateResult | typeof nothing {
  const { result, gone } = model;
  const opens = job.resultFile !== undefined && !gone;
  const tree = result !== undefined && isTree(result) ? result : undefined;
  if (tree === undefined && !opens) return nothing;
  return html`<div class="tools" role="toolbar" aria-label="Result">
    ${tree === undefined ? nothing : treeTools(tree, react)}
    ${opens ? iconButton("Open in Editor", "go-to-file", () => react.act("openResult")) : nothing}
  </div>`;
}

function treeTools({ rows, text, cut }: JsonTree, react: Reactions): TemplateResult {
  const folds = rows.some((row) => row.kind === "value" && row.unfolded !== undefined);
  return html`
    ${
      folds
        ? html`${iconButton("Unfold All", "expand-all", () => react.tree.change({ kind: "unfoldAll" }))}
          ${iconButton("Fold All", "collapse-all", () => react.tree.change({ kind: "foldAll" }))}`
        : nothing
    }
    ${cut ? nothing : iconButton("Copy Result", "copy", () => react.tree.copy(text))}
  `;
}
