/** The keys of a tree, as VS Code's own have them: what one of them means for the row that has the focus. Pure. */
import type { JsonRow } from "./json-rows.js";

export type TreeChange =
  /** The focus goes to a row. */
  | { readonly kind: "go"; readonly id: string }
  | { readonly kind: "unfold" | "fold"; readonly id: string }
  /** The next hundred children of a node. */
  | { readonly kind: "more"; readonly id: string }
  | { readonly kind: "unfoldAll" | "foldAll" };

/** Rows that Page Up and Page Down go past. */
const PAGE = 15;

/** Undefined for a key that means nothing here. */
export function changeByKey(rows: readonly JsonRow[], active: string, key: string): TreeChange | undefined {
  const index = rows.findIndex(({ id }) => id === active);
  const row = rows[index];
  if (row === undefined) return undefined;
  switch (key) {
    case "ArrowDown":
      return goTo(rows, index + 1);
    case "ArrowUp":
      return goTo(rows, index - 1);
    case "PageDown":
      return goTo(rows, Math.min(index + PAGE, rows.length - 1));
    case "PageUp":
      return goTo(rows, Math.max(index - PAGE, 0));
    case "Home":
      return goTo(rows, 0);
    case "End":
      return goTo(rows, rows.length - 1);
    case "ArrowRight":
      return row.kind === "value" && row.unfolded === true ? goTo(rows, index + 1) : opened(row);
    case "ArrowLeft":
      return row.kind === "value" && row.unfolded === true ? { kind: "fold", id: row.id } : goToParent(rows, row);
    case "Enter":
    case " ":
      return toggled(row);
    default:
      return undefined;
  }
}

/** What a click on a row does, and Enter. */
export function toggled(row: JsonRow): TreeChange | undefined {
  return row.kind === "value" && row.unfolded === true ? { kind: "fold", id: row.id } : opened(row);
}

function opened(row: JsonRow): TreeChange | undefined {
  if (row.kind === "more") return { kind: "more", id: row.parent };
  return row.kind === "value" && row.unfolded === false ? { kind: "unfold", id: row.id } : undefined;
}

function goToParent(rows: readonly JsonRow[], row: JsonRow): TreeChange | undefined {
  return rows.some(({ id }) => id === row.parent) ? { kind: "go", id: row.parent } : undefined;
}

function goTo(rows: readonly JsonRow[], index: number): TreeChange | undefined {
  const row = rows[index];
  return row && { kind: "go", id: row.id };
}
