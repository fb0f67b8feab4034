/**
 * The one item in the status bar: `2 running · 14 queued · 3 failed`, the last only until somebody has seen it. Hidden where
 * there is no queue; a click offers what to do. Its tooltip tells when the queued jobs will be done.
 */
import * as vscode from "vscode";
import { activityWords, count, drainWords, jobs, type QueueToDrain } from "../../wording/index.js";
import { totalCounts } from "../activity.js";
import type { Unseen } from "../news/unseen.js";
import type { Queues } from "../queues.js";

/** While the tooltip tells a time, it is kept true; in milliseconds. Asks nothing of a disk. */
const TICK = 30_000;
const ERROR = new vscode.ThemeColor("statusBarItem.errorBackground");

export function registerStatusBar(queues: Queues, unseen: Unseen): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("dirq.activity", vscode.StatusBarAlignment.Left);
  item.name = "dirq Jobs";
  item.command = "dirq.showActions";
  let timer: NodeJS.Timeout | undefined;
  const update = (): void => {
    clearTimeout(timer);
    const counts = totalCounts(queues);
    if (counts === undefined) return item.hide();
    const activity = activityWords(counts);
    // "idle" alone could be said by anything in that bar.
    const busy = activity === "idle" ? "dirq idle" : activity;
    const words = unseen.count === 0 ? busy : `${busy} · ${count(unseen.count)} failed`;
    item.text = `$(layers) ${words}`;
    item.backgroundColor = unseen.count === 0 ? undefined : ERROR;
    const failed = `${jobs(counts.failed)} failed${unseen.count === 0 ? "" : `, ${count(unseen.count)} of them not seen yet`}`;
    const drain = drainWords(queuesToDrain(queues), Date.now());
    if (drain !== undefined) timer = setTimeout(update, TICK);
    const work = drain === undefined ? activity : `${activity}, ${drain}`;
    item.tooltip = `dirq: ${work}; ${failed}, ${count(counts.completed)} completed`;
    item.accessibilityInformation = { label: `dirq: ${words}`, role: "button" };
    item.show();
  };
  update();
  return vscode.Disposable.from(
    item,
    { dispose: () => clearTimeout(timer) },
    queues.onDidChange(update),
    queues.onDidChangeAll(update),
    unseen.onDidChange(update),
  );
}

function queuesToDrain(queues: Queues): readonly QueueToDrain[] {
  return queues.all.flatMap(({ status }) =>
    status?.kind === "ready" ? [{ queued: status.counts.queued, drain: status.drain }] : [],
  );
}
