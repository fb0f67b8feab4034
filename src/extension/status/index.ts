/**
 * The one item in the status bar: `2 running · 14 queued · paused · 3 failed`, the last only until somebody has seen it.
 * Hidden where there is no queue; a click offers what to do. Its tooltip tells when the queued jobs will be done.
 */
import * as vscode from "vscode";
import { drainWords, type QueueToDrain } from "../../wording/index.js";
import { totalCounts } from "../queues/activity.js";
import type { Unseen } from "../news/unseen.js";
import { paused, unpaused } from "../queues/pausing.js";
import type { Queues } from "../queues/queues.js";
import { statusText, statusTooltip } from "./words.js";

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
    const drain = drainWords(queuesToDrain(queues), Date.now());
    if (drain !== undefined) timer = setTimeout(update, TICK);
    const [isPaused, isNot] = [paused(queues).length, unpaused(queues).length];
    const facts = { counts, unseen: unseen.count, paused: isPaused, queues: isPaused + isNot, drain };
    const words = statusText(facts);
    item.text = `$(layers) ${words}`;
    item.backgroundColor = unseen.count === 0 ? undefined : ERROR;
    item.tooltip = statusTooltip(facts);
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
