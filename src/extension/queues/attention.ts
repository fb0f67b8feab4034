/** How eagerly the queues' processes look: views that nobody sees cost nothing but the counts. */
import * as vscode from "vscode";
import type { Queues } from "./queues.js";

type View = Pick<vscode.TreeView<unknown>, "visible" | "onDidChangeVisibility">;

export function registerAttention(views: readonly View[], queues: Queues): vscode.Disposable {
  const attend = (): void => {
    const level = !views.some(({ visible }) => visible)
      ? "idle"
      : vscode.window.state.focused
        ? "active"
        : "background";
    // A process that ended is told again when it starts.
    for (const { live } of queues.all) live.attention(level).catch(() => {});
  };
  attend();
  return vscode.Disposable.from(
    ...views.map((view) => view.onDidChangeVisibility(attend)),
    queues.onDidChangeAll(attend),
    vscode.window.onDidChangeWindowState(attend),
  );
}
