/** What the `when` clauses in package.json ask for. */
import * as vscode from "vscode";

/** Sets context keys; VS Code's window is told only of values that changed. */
export class ContextKeys {
  private readonly last = new Map<string, string | boolean>();

  set(key: `dirq.${string}`, value: string | boolean): void {
    if (this.last.get(key) === value) return;
    this.last.set(key, value);
    void vscode.commands.executeCommand("setContext", key, value);
  }
}
