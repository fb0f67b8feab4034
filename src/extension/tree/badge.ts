/** The number on the activity bar: jobs that run now. Never a total, and gone when nothing runs. */
import * as vscode from "vscode";
import { jobs } from "../../wording/index.js";
import { totalCounts } from "../activity.js";
import type { Queues } from "../queues.js";
import type { Node } from "./nodes.js";

export function registerBadge(view: vscode.TreeView<Node>, queues: Queues): vscode.Disposable {
  const update = (): void => {
    const running = totalCounts(queues)?.running ?? 0;
    if (running === (view.badge?.value ?? 0)) return;
    view.badge = running === 0 ? undefined : { value: running, tooltip: `${jobs(running)} running` };
  };
  update();
  return vscode.Disposable.from(queues.onDidChange(update), queues.onDidChangeAll(update));
}
