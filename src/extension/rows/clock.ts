/** Rows say how long ago. While the view is visible their words are kept true; while it is hidden no clock ticks. */
import type * as vscode from "vscode";
import { JOB_STATES, type JobState } from "../../queue/job.js";
import type { QueueHandle, Queues } from "../queues/queues.js";

const TICK = 2_000;
/** Every so many ticks, for words that change by the minute. */
const SLOW = 15;

export interface Ticking {
  readonly view: Pick<vscode.TreeView<unknown>, "visible" | "onDidChangeVisibility">;
  readonly queues: Pick<Queues, "all">;
  readonly refreshStates: (queue: QueueHandle, states: readonly JobState[]) => void;
}

export function startClock({ view, queues, refreshStates }: Ticking): Pick<vscode.Disposable, "dispose"> {
  let timer: NodeJS.Timeout | undefined;
  let ticks = 0;
  const tick = (): void => {
    const states: readonly JobState[] = ++ticks % SLOW === 0 ? JOB_STATES : ["running"];
    for (const queue of queues.all) {
      const { status } = queue;
      if (status?.kind !== "ready") continue;
      refreshStates(
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
  const listener = view.onDidChangeVisibility(follow);
  return {
    dispose: () => {
      listener.dispose();
      clearInterval(timer);
    },
  };
}
