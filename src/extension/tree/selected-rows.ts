/**
 * The rows that are selected in a view. While VS Code draws rows anew it knows none of them: it then says that none is
 * selected, also of those that are clicked in that moment, and tells nothing when it knows them again.
 */
import { setTimeout as delay } from "node:timers/promises";
import type * as vscode from "vscode";

/** So long after a selection that seemed empty its rows are waited for: longer than a redraw takes. In milliseconds, as the next. */
const KNOWN_WITHIN = 2_000;
const LOOK_AGAIN_AFTER = 20;

export class SelectedRows<T> implements vscode.Disposable {
  private told: readonly T[] = [];
  private toldAt = -Infinity;
  private readonly listener: vscode.Disposable;

  constructor(private readonly view: Pick<vscode.TreeView<T>, "selection" | "onDidChangeSelection">) {
    this.listener = view.onDidChangeSelection(({ selection }) => {
      this.told = selection;
      this.toldAt = Date.now();
    });
  }

  /** As many of them as are known, or were when they were selected. */
  get known(): readonly T[] {
    const { selection } = this.view;
    return selection.length > this.told.length ? selection : this.told;
  }

  /** The same, once one is known; soon after a change to none that may take a moment. None where others are selected meanwhile. */
  async settled(): Promise<readonly T[]> {
    const { told, toldAt } = this;
    while (this.known.length === 0 && Date.now() < toldAt + KNOWN_WITHIN) await delay(LOOK_AGAIN_AFTER);
    return this.told === told ? this.known : [];
  }

  dispose(): void {
    this.listener.dispose();
  }
}
