/** Which of Pause Queue and Resume Queue can do anything: context keys for the `when` clauses in package.json. */
import * as vscode from "vscode";
import { ContextKeys } from "../context-keys.js";
import { paused, unpaused } from "../queues/pausing.js";
import type { Queues } from "../queues/queues.js";

export function registerPauseContext(queues: Queues): vscode.Disposable {
  const keys = new ContextKeys();
  const update = (): void => {
    keys.set("dirq.canPause", unpaused(queues).length > 0);
    keys.set("dirq.canResume", paused(queues).length > 0);
  };
  update();
  return vscode.Disposable.from(queues.onDidChange(update), queues.onDidChangeAll(update));
}
