/** Which of Pause Queue and Resume Queue can do anything: context keys for the `when` clauses in package.json. */
import * as vscode from "vscode";
import { paused, unpaused } from "../pausing.js";
import type { Queues } from "../queues.js";

export function registerPauseContext(queues: Queues): vscode.Disposable {
  const last = new Map<string, boolean>();
  const set = (key: string, value: boolean): void => {
    if (last.get(key) === value) return;
    last.set(key, value);
    void vscode.commands.executeCommand("setContext", key, value);
  };
  const update = (): void => {
    set("dirq.canPause", unpaused(queues).length > 0);
    set("dirq.canResume", paused(queues).length > 0);
  };
  update();
  return vscode.Disposable.from(queues.onDidChange(update), queues.onDidChangeAll(update));
}
