/** Which jobs the Jobs view lists, and in which order: a filter and a sort order of the window, kept over its reload. */
import * as vscode from "vscode";
import { SORT_KEYS, type ListView, type SortKey } from "../../live/live-queue.js";

const KEY = "dirq.listView";
const PLAIN: ListView = { filter: "", sort: undefined };

export class CurrentListView implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private view: ListView;

  constructor(private readonly memory: vscode.Memento) {
    this.view = readView(memory.get<unknown>(KEY));
  }

  get current(): ListView {
    return this.view;
  }

  get isPlain(): boolean {
    return this.view.filter === "" && this.view.sort === undefined;
  }

  /** In words for the title of the view; undefined when there is nothing to say. */
  get words(): string | undefined {
    const { filter, sort } = this.view;
    const words = [...(filter === "" ? [] : [filter]), ...(sort === undefined ? [] : [`by ${sort}`])];
    return words.length === 0 ? undefined : words.join(" · ");
  }

  async change(changes: Partial<ListView>): Promise<void> {
    this.view = { ...this.view, ...changes };
    this.changed.fire();
    await this.memory.update(KEY, this.view);
  }

  clear(): Promise<void> {
    return this.change(PLAIN);
  }

  dispose(): void {
    this.changed.dispose();
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
