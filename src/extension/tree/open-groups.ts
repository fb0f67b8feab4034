/** Which jobs have their rows before a person's eyes: those below what is open in the view. */
import * as vscode from "vscode";
import type { JobTarget } from "../queues/queues.js";
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

  shows(job: JobTarget): boolean {
    if (!this.view.visible) return false;
    const parent = this.provider.layout.parentOf(job);
    return parent !== "nowhere" && this.isOpen(parent);
  }

  dispose(): void {
    this.listeners.dispose();
  }

  private isOpen(node: Node | undefined): boolean {
    return node === undefined || (!this.closed.has(node) && this.isOpen(this.provider.getParent(node)));
  }
}
