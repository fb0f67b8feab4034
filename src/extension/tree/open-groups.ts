/** Which states are open in the view, and so have their rows before a person's eyes. */
import * as vscode from "vscode";
import type { JobState } from "../../queue/job.js";
import type { QueueHandle } from "../queues.js";
import type { JobsProvider } from "./jobs-provider.js";
import type { Node } from "./nodes.js";

export class OpenGroups implements vscode.Disposable {
  private readonly closed = new Set<Node>();
  private readonly listeners: vscode.Disposable;

  constructor(
    private readonly view: vscode.TreeView<Node>,
    private readonly provider: JobsProvider,
  ) {
    this.listeners = vscode.Disposable.from(
      view.onDidCollapseElement(({ element }) => this.closed.add(element)),
      view.onDidExpandElement(({ element }) => this.closed.delete(element)),
    );
  }

  shows(queue: QueueHandle, state: JobState): boolean {
    if (!this.view.visible) return false;
    const node = this.provider.openedState(queue, state);
    if (node === undefined || this.closed.has(node)) return false;
    const parent = this.provider.getParent(node);
    return parent === undefined || !this.closed.has(parent);
  }

  dispose(): void {
    this.listeners.dispose();
  }
}
