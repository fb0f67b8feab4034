/** The one item in the status bar: `2 running · 14 queued`. Hidden where there is no queue; a click offers what to do. */
import * as vscode from "vscode";
import { activityWords, jobs } from "../../wording/index.js";
import { totalCounts } from "../activity.js";
import type { Queues } from "../queues.js";

export function registerStatusBar(queues: Queues): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("dirq.activity", vscode.StatusBarAlignment.Left);
  item.name = "dirq Jobs";
  item.command = "dirq.showActions";
  const update = (): void => {
    const counts = totalCounts(queues);
    if (counts === undefined) return item.hide();
    const words = activityWords(counts);
    // "idle" alone could be said by anything in that bar.
    item.text = `$(layers) ${words === "idle" ? "dirq idle" : words}`;
    item.tooltip = `dirq: ${words}; ${jobs(counts.failed)} failed, ${counts.completed} completed. Click to act.`;
    item.accessibilityInformation = { label: `dirq: ${words}`, role: "button" };
    item.show();
  };
  update();
  return vscode.Disposable.from(item, queues.onDidChange(update), queues.onDidChangeAll(update));
}
