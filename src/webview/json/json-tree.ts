/** A JSON document as a tree that folds: what is known of it, how it changes, and what a row of it says. Pure. */
import { count, printable, shortened } from "../../wording/index.js";
import type { TreeChange } from "./json-keys.js";
import { readJson, type JsonNode } from "./json-nodes.js";
import { pathWords } from "./json-path.js";
import {
  firstFold,
  foldAll,
  ROOT,
  rowsOf,
  unfoldAll,
  withFolded,
  withMore,
  withUnfolded,
  type Fold,
  type JsonRow,
} from "./json-rows.js";

export interface JsonTree {
  readonly text: string;
  /** The text is the beginning of a longer one. */
  readonly cut: boolean;
  /** Undefined where the text is no JSON. */
  readonly root: JsonNode | undefined;
  /** Why not, in words. */
  readonly problem: string | undefined;
  readonly fold: Fold;
  readonly rows: readonly JsonRow[];
  /** The row that has the focus, or gets it with the Tab key. */
  readonly active: string;
}

/** `fold`: as a person had left it. */
export function jsonTree(
  text: string,
  { cut, fold }: { readonly cut: boolean; readonly fold?: Fold | undefined },
): JsonTree {
  const { root, problem } = readJson(text, { cut });
  const tree = { text, cut, root, problem, fold: fold ?? foldAll(), rows: [], active: "" };
  return root === undefined ? tree : folded({ ...tree, root }, fold ?? firstFold(root));
}

/** Whether there is something to fold and to walk through: the text of anything else is shown as it is. */
export function isTree({ problem, rows }: JsonTree): boolean {
  return problem === undefined && rows.length > 0;
}

export function changedTree(tree: JsonTree, change: TreeChange): JsonTree {
  const { root, fold } = tree;
  if (root === undefined) return tree;
  switch (change.kind) {
    case "go":
      return { ...tree, active: change.id };
    case "unfold":
      return folded({ ...tree, root, active: change.id }, withUnfolded(fold, change.id));
    case "fold":
      return folded({ ...tree, root, active: change.id }, withFolded(fold, change.id));
    case "more":
      return folded({ ...tree, root }, withMore(fold, change.id));
    case "unfoldAll":
      return folded({ ...tree, root }, unfoldAll(root, fold));
    case "foldAll":
      return folded({ ...tree, root }, foldAll());
  }
}

/** Empty for a row that is no value. */
export function pathOfRow({ root }: JsonTree, row: JsonRow): string {
  if (root === undefined || row.kind !== "value" || row.node === root) return "";
  const steps: (string | number)[] = [];
  let node = root;
  for (const position of row.id.split(".").map(Number)) {
    const child = node.children[position];
    if (child === undefined) break;
    steps.push(node.kind === "object" ? (child.key ?? "") : position);
    node = child;
  }
  return pathWords(steps);
}

/** As it stands in the file, but of a string what it says; undefined for what is not all there. */
export function textOfRow(tree: JsonTree, row: JsonRow): string | undefined {
  return row.kind !== "value" || row.node.cut ? undefined : valueOf(tree, row.node);
}

/** Longer strings are for the editor. */
const MOST_CHARACTERS = 1000;

/** What is shown in the place of a value. */
export type Mask = (node: JsonNode, value: string) => string;

const asItIs: Mask = (_, value) => value;

/** Numbers digit by digit as in the file; strings with their letters where the file has escapes for them. */
export function valueWords(tree: JsonTree, node: JsonNode, mask = asItIs): string {
  if (node.kind === "array" || node.kind === "object") return items(node);
  const value = valueOf(tree, node);
  const shown = node.kind === "literal" ? value : mask(node, value);
  const words = printable(node.kind === "string" || shown !== value ? JSON.stringify(shown) : shown);
  if (words.length <= MOST_CHARACTERS) return words;
  return `${shortened(words, MOST_CHARACTERS)} ${count(words.length)} characters`;
}

/** Whether a row that is on the screen now would be shown otherwise. */
export function hidesAnything(tree: JsonTree, mask: Mask): boolean {
  return tree.rows.some(
    (row) => row.kind === "value" && valueWords(tree, row.node) !== valueWords(tree, row.node, mask),
  );
}

/** As it stands in the file, but of a string what it says. */
function valueOf({ text }: JsonTree, { kind, start, end }: JsonNode): string {
  const source = text.slice(start, end);
  return kind === "string" ? (JSON.parse(source) as string) : source;
}

/** A key as it is; in quotation marks where it could be taken for something else. */
export function keyWords(key: string): string {
  return /^[\p{L}\p{N}_$][\p{L}\p{N}_$ .\/-]*$/u.test(key) ? printable(key) : printable(JSON.stringify(key));
}

function items({ kind, children, cut }: JsonNode): string {
  if (children.length === 0 && !cut) return kind === "array" ? "[]" : "{}";
  const unit = kind === "array" ? "item" : "key";
  return `${count(children.length)} ${unit}${children.length === 1 ? "" : "s"}${cut ? " and more" : ""}`;
}

/** The rows under another fold; the focus stays, or goes to what hides its row now. */
function folded(tree: JsonTree & { readonly root: JsonNode }, fold: Fold): JsonTree {
  const rows = rowsOf(tree.root, fold);
  const ids = new Set(rows.map(({ id }) => id));
  let { active } = tree;
  while (active !== ROOT && !ids.has(active)) active = active.slice(0, Math.max(0, active.lastIndexOf(".")));
  return { ...tree, fold, rows, active: active === ROOT ? (rows[0]?.id ?? "") : active };
}
