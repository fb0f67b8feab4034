/**
 * Which rows of a JSON document are on the screen: what is unfolded, and of a long list the first hundred until more are
 * asked for. A node is named by the positions on the way to it, `2.0.13`, so that a key may occur twice.
 */
import type { JsonNode } from "./json-nodes.js";

export interface Fold {
  readonly unfolded: ReadonlySet<string>;
  /** How many children of a node are shown, where it is not the first hundred. */
  readonly shown: ReadonlyMap<string, number>;
}

interface Placed {
  readonly id: string;
  /** From 1 on. */
  readonly level: number;
  readonly parent: string;
}

export type JsonRow =
  | (Placed & {
      readonly kind: "value";
      readonly node: JsonNode;
      /** From 0 on, among the children of its parent. */
      readonly position: number;
      /** How many its parent has. */
      readonly of: number;
      readonly inArray: boolean;
      /** Undefined where there is nothing to unfold. */
      readonly unfolded: boolean | undefined;
    })
  /** Asks for more of a long list. */
  | (Placed & { readonly kind: "more"; readonly left: number })
  /** The text was cut here. */
  | (Placed & { readonly kind: "cut" });

/** How many children of a node come at once. */
export const CHUNK = 100;

/** What is unfolded at first: small results as a whole. */
const FIRST_ROWS = 60;
const FIRST_CHILDREN = 20;
/** Unfolding all ends here: a page of more rows is no help, and slow. */
const MOST_ROWS = 1000;

export const ROOT = "";

/** The children of the root, or the root itself where there is nothing in it to list. */
export function rowsOf(root: JsonNode, fold: Fold): JsonRow[] {
  if (!isFoldable(root)) return [rowOfAll(root)];
  const rows: JsonRow[] = [];
  addChildren(rows, root, { id: ROOT, level: 0 }, fold);
  return rows;
}

function rowOfAll(node: JsonNode): JsonRow {
  const place = { id: "root", level: 1, parent: ROOT, position: 0, of: 1, inArray: false };
  return { ...place, kind: "value", node, unfolded: undefined };
}

function childId(parent: string, position: number): string {
  return parent === ROOT ? String(position) : `${parent}.${position}`;
}

/** Unfolds level by level, for as long as that makes few rows and no list is long. */
export function firstFold(root: JsonNode): Fold {
  const unfolded = new Set<string>();
  let rows = countOf(root);
  for (let level = foldableChildren(ROOT, root, CHUNK); level.length > 0;) {
    const short = level.filter(({ node }) => node.children.length <= FIRST_CHILDREN);
    rows += short.reduce((sum, { node }) => sum + countOf(node), 0);
    if (rows > FIRST_ROWS) break;
    for (const { id } of short) unfolded.add(id);
    level = short.flatMap(({ id, node }) => foldableChildren(id, node, CHUNK));
  }
  return { unfolded, shown: new Map() };
}

/** From the top on, whatever lies deeper later, up to a thousand rows. */
export function unfoldAll(root: JsonNode, { shown }: Fold): Fold {
  const unfolded = new Set<string>();
  const childrenShown = (id: string): number => shown.get(id) ?? CHUNK;
  const queue = foldableChildren(ROOT, root, childrenShown(ROOT));
  let rows = countOf(root, childrenShown(ROOT));
  for (const { id, node } of queue) {
    rows += countOf(node, childrenShown(id));
    if (rows > MOST_ROWS) break;
    unfolded.add(id);
    queue.push(...foldableChildren(id, node, childrenShown(id)));
  }
  return { unfolded, shown };
}

export function foldAll(): Fold {
  return { unfolded: new Set(), shown: new Map() };
}

export function withFolded(fold: Fold, id: string): Fold {
  return { ...fold, unfolded: new Set([...fold.unfolded].filter((each) => each !== id)) };
}

export function withUnfolded(fold: Fold, id: string): Fold {
  return { ...fold, unfolded: new Set([...fold.unfolded, id]) };
}

export function withMore({ unfolded, shown }: Fold, id: string): Fold {
  return { unfolded, shown: new Map([...shown, [id, (shown.get(id) ?? CHUNK) + CHUNK]]) };
}

/** Whether there is something in it to see. */
function isFoldable({ children, cut }: JsonNode): boolean {
  return children.length > 0 || cut;
}

/** How many rows its children take. */
function countOf({ children }: JsonNode, shown = CHUNK): number {
  return children.length > shown ? shown + 1 : children.length;
}

function foldableChildren(id: string, { children }: JsonNode, shown: number): { id: string; node: JsonNode }[] {
  return children
    .slice(0, shown)
    .map((node, position) => ({ id: childId(id, position), node }))
    .filter(({ node }) => isFoldable(node));
}

function addChildren(rows: JsonRow[], parent: JsonNode, { id, level }: Omit<Placed, "parent">, fold: Fold): void {
  const { children } = parent;
  const shown = fold.shown.get(id) ?? CHUNK;
  const place = { parent: id, level: level + 1 };
  children.slice(0, shown).forEach((node, position) => {
    const own = { ...place, id: childId(id, position) };
    const unfolded = isFoldable(node) ? fold.unfolded.has(own.id) : undefined;
    const among = { position, of: children.length, inArray: parent.kind === "array" };
    rows.push({ ...own, ...among, kind: "value", node, unfolded });
    if (unfolded === true) addChildren(rows, node, own, fold);
  });
  const left = children.length - shown;
  if (left > 0) rows.push({ ...place, kind: "more", id: childId(id, shown), left });
  else if (parent.cut) rows.push({ ...place, kind: "cut", id: childId(id, children.length) });
}
