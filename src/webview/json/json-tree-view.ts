/** The tree drawn, with what ARIA asks of a tree: one stop for the Tab key, and a level, place and name for each row. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import { repeat } from "lit/directives/repeat.js";
import { count } from "../../wording/index.js";
import { iconButton } from "../icon-button.js";
import { changeByKey, toggled, type TreeChange } from "./json-keys.js";
import { CHUNK, type JsonRow } from "./json-rows.js";
import { keyWords, textOfRow, pathOfRow, valueWords, type JsonTree, type Mask } from "./json-tree.js";

/** `mask`: what it shows of its values; absent where it shows them as they are. */
interface Shown {
  readonly tree: JsonTree;
  readonly mask: Mask | undefined;
}

export interface TreeReactions {
  change(change: TreeChange): void;
  copy(text: string): void;
}

/** Deeper rows stand no further to the right: a narrow panel has no more room. */
const MOST_INDENTS = 12;
const LABEL_LENGTH = 200;

/** What VS Code asks before it opens its menu on a row; see `webview/context` in package.json. */
const CONTEXT = JSON.stringify({ webviewSection: "resultValue", preventDefaultContextMenuItems: true });

export function jsonTreeView(shown: Shown, react: TreeReactions): TemplateResult {
  const { tree } = shown;
  return html`
    <div
      class="json-tree"
      role="tree"
      aria-label="Result"
      data-vscode-context=${CONTEXT}
      @click=${(event: Event) => clicked(tree, event, react)}
      @contextmenu=${(event: Event) => menuAsked(tree, event, react)}
      @keydown=${(event: KeyboardEvent) => keyPressed(tree, event, react)}
    >
      ${repeat(
        tree.rows,
        ({ id }) => id,
        (row) => rowView(shown, row, react),
      )}
    </div>
  `;
}

function clicked(tree: JsonTree, event: Event, react: TreeReactions): void {
  const row = rowAt(tree, event);
  // Who drags over a value wants its text.
  if (row === undefined || document.getSelection()?.isCollapsed === false) return;
  react.change(toggled(row) ?? { kind: "go", id: row.id });
}

function menuAsked(tree: JsonTree, event: Event, react: TreeReactions): void {
  const row = rowAt(tree, event);
  if (row !== undefined) react.change({ kind: "go", id: row.id });
}

function keyPressed(tree: JsonTree, event: KeyboardEvent, react: TreeReactions): void {
  if (event.altKey || event.shiftKey) return;
  if (event.ctrlKey || event.metaKey) return copyByKey(tree, event, react);
  const change = changeByKey(tree.rows, tree.active, event.key);
  if (change === undefined) return;
  event.preventDefault();
  react.change(change);
}

function rowAt({ rows }: JsonTree, { target }: Event): JsonRow | undefined {
  const element = target instanceof Element ? target.closest("[role=treeitem]") : null;
  return rows.find(({ id }) => element?.id === elementId(id));
}

/** Gives the focus to the active row, if the tree has it. */
export function focusActiveRow({ active }: JsonTree): void {
  const focused = document.activeElement;
  if (focused?.matches(".json-tree *") === true) document.getElementById(elementId(active))?.focus();
}

function rowView(shown: Shown, row: JsonRow, react: TreeReactions): TemplateResult {
  const { tree } = shown;
  const active = row.id === tree.active;
  const known = row.kind === "value" ? row : undefined;
  return html`
    <div
      id=${elementId(row.id)}
      class="json-row"
      role="treeitem"
      aria-level=${row.level}
      aria-posinset=${known === undefined ? nothing : known.position + 1}
      aria-setsize=${known === undefined ? nothing : known.of}
      aria-expanded=${known?.unfolded ?? nothing}
      aria-label=${labelOf(shown, row)}
      tabindex=${active ? 0 : -1}
    >
      ${Array.from({ length: Math.min(row.level - 1, MOST_INDENTS) }, () => INDENT)} ${twistie(known?.unfolded)}
      <span class="json-words">${content(shown, row)}</span>
      ${active ? actions(tree, row, react) : nothing}
    </div>
  `;
}

const INDENT = html`<span class="indent"></span>`;

function twistie(unfolded: boolean | undefined): TemplateResult {
  const icon = unfolded === undefined ? "" : `codicon codicon-chevron-${unfolded ? "down" : "right"}`;
  return html`<span class="twistie ${icon}" aria-hidden="true"></span>`;
}

function content({ tree, mask }: Shown, row: JsonRow): TemplateResult {
  if (row.kind === "more") return html`<span class="json-more">${moreWords(row.left)}</span>`;
  if (row.kind === "cut") return html`<span class="quiet">${CUT_WORDS}</span>`;
  const { node, inArray, position } = row;
  const name = node.key === undefined ? (inArray ? String(position) : undefined) : keyWords(node.key);
  const isList = node.children.length > 0 || node.cut;
  return html`${name === undefined ? nothing : html`<span class=${inArray ? "quiet" : "json-key"}>${name}</span>: `}<span
      class=${isList ? "quiet" : `json-${node.kind}`}
      >${valueWords(tree, node, mask)}</span
    >`;
}

const CUT_WORDS = "… the file goes on";

function moreWords(left: number): string {
  return left > CHUNK ? `Show ${CHUNK} more of ${count(left)}` : `Show ${left} more`;
}

function labelOf({ tree, mask }: Shown, row: JsonRow): string {
  if (row.kind === "more") return moreWords(row.left);
  if (row.kind === "cut") return CUT_WORDS;
  const words = valueWords(tree, row.node, mask).slice(0, LABEL_LENGTH);
  if (row.node.key !== undefined) return `${keyWords(row.node.key)}: ${words}`;
  return row.inArray ? `${row.position}: ${words}` : words;
}

/** Out of the way of the Tab key: the menu and Ctrl+C do the same. */
function actions(tree: JsonTree, row: JsonRow, react: TreeReactions): TemplateResult {
  const [path, text] = [pathOfRow(tree, row), textOfRow(tree, row)];
  return html`<span class="row-actions">
    ${path === "" ? nothing : action(`Copy Path: ${path}`, "list-tree", () => react.copy(path))}
    ${text === undefined ? nothing : action("Copy Value", "copy", () => react.copy(text))}
  </span>`;
}

function action(words: string, icon: string, copy: () => void): TemplateResult {
  const onClick = (event: Event): void => {
    // The row has a meaning of its own for a click.
    event.stopPropagation();
    copy();
  };
  return iconButton(words, icon, onClick, { tabStop: false });
}

/** The value of the row, unless a piece of text is selected, which the browser copies. */
function copyByKey(tree: JsonTree, event: KeyboardEvent, react: TreeReactions): void {
  const row = tree.rows.find(({ id }) => id === tree.active);
  if (event.key !== "c" || row === undefined || document.getSelection()?.isCollapsed === false) return;
  const text = textOfRow(tree, row);
  if (text !== undefined) react.copy(text);
}

function elementId(id: string): string {
  return `json-${id}`;
}
