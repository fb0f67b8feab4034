/** What the Jobs view shows, and how: a filter, a sort order and a layout of the window, kept over its reload. */
import * as vscode from "vscode";
import { SORT_KEYS, type ListView, type SortKey } from "../../live/live-queue.js";

const KEY = "dirq.listView";
const PLAIN: ListView = { filter: "", sort: undefined };

/** Groups: by queue and state. List: all jobs one below the other. */
export type LayoutName = "groups" | "list";

export class CurrentListView implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private view: ListView;
  private layoutName: LayoutName;

  constructor(private readonly memory: vscode.Memento) {
    const saved = memory.get<unknown>(KEY);
    this.view = readView(saved);
    this.layoutName = readLayout(saved);
  }

  get layout(): LayoutName {
    return this.layoutName;
  }

  get current(): ListView {
    return this.view;
  }

  get isPlain(): boolean {
    return this.view.filter === "" && this.view.sort === undefined;
  }

  /** In words for the title of the view; empty when there is nothing to say. */
  get words(): string {
    const { filter, sort } = this.view;
    const order = sort === undefined ? (this.layout === "list" ? "newest first" : "") : `by ${sort}`;
    return [filter, order].filter((each) => each !== "").join(" · ");
  }

  async change(changes: Partial<ListView>): Promise<void> {
    this.view = { ...this.view, ...changes };
    await this.tellAndSave();
  }

  async arrangeAs(layout: LayoutName): Promise<void> {
    this.layoutName = layout;
    await this.tellAndSave();
  }

  clear(): Promise<void> {
    return this.change(PLAIN);
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async tellAndSave(): Promise<void> {
    this.changed.fire();
    await this.memory.update(KEY, { ...this.view, layout: this.layout });
  }
}

/** Another version may have saved something else. */
function readView(saved: unknown): ListView {
  if (typeof saved !== "object" || saved === null) return PLAIN;
  const filter = "filter" in saved && typeof saved.filter === "string" ? saved.filter : "";
  return { filter, sort: "sort" in saved && isSortKey(saved.sort) ? saved.sort : undefined };
}

function isSortKey(value: unknown): value is SortKey {
  return SORT_KEYS.some((key) => key === value);
}

function readLayout(saved: unknown): LayoutName {
  return typeof saved === "object" && saved !== null && "layout" in saved && saved.layout === "list"
    ? "list"
    : "groups";
}
