/** Rows say how long ago. While the view is visible their words are kept true; while it is hidden no clock ticks. */
import * as vscode from "vscode";
import { JOB_STATES, type JobState } from "../../queue/job.js";
import type { Queues } from "../queues.js";
import type { JobsProvider } from "./jobs-provider.js";
import type { Node } from "./nodes.js";

const TICK = 5000;
/** Every so many ticks, for words that change by the minute. */
const SLOW = 6;

export function registerClock(view: vscode.TreeView<Node>, queues: Queues, provider: JobsProvider): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  let ticks = 0;
  const tick = (): void => {
    const states: readonly JobState[] = ++ticks % SLOW === 0 ? JOB_STATES : ["running"];
    for (const queue of queues.all) {
      const { status } = queue;
      if (status?.kind === "ready")
        provider.refreshStates(
          queue,
          states.filter((state) => status.counts[state] > 0),
        );
    }
  };
  const follow = (): void => {
    clearInterval(timer);
    timer = view.visible ? setInterval(tick, TICK) : undefined;
  };
  follow();
  return vscode.Disposable.from(view.onDidChangeVisibility(follow), { dispose: () => clearInterval(timer) });
}
