/**
 * The number on the activity bar: jobs that run now, and failures that nobody has seen where none runs. Never a total, and
 * gone at 0.
 */
import * as vscode from "vscode";
import { jobs } from "../../wording/index.js";
import { totalCounts } from "../queues/activity.js";
import type { Unseen } from "../news/unseen.js";
import type { Queues } from "../queues/queues.js";

export function registerBadge(view: vscode.TreeView<unknown>, queues: Queues, unseen: Unseen): vscode.Disposable {
  const update = (): void => {
    const badge = badgeOf(totalCounts(queues)?.running ?? 0, unseen.count);
    if (badge?.value === view.badge?.value && badge?.tooltip === view.badge?.tooltip) return;
    view.badge = badge;
  };
  update();
  return vscode.Disposable.from(queues.onDidChange(update), queues.onDidChangeAll(update), unseen.onDidChange(update));
}

function badgeOf(running: number, failed: number): vscode.ViewBadge | undefined {
  const failures = failed === 0 ? "" : `${jobs(failed)} failed`;
  if (running === 0) return failed === 0 ? undefined : { value: failed, tooltip: failures };
  return { value: running, tooltip: [`${jobs(running)} running`, failures].filter((words) => words !== "").join(", ") };
}
