/** Refresh: looks at the disk again and reads every row anew. */
import * as vscode from "vscode";
import type { QueueHandle } from "../queues/queues.js";
import type { CommandServices } from "./services.js";

export function registerRefresh({ register, queues }: CommandServices): vscode.Disposable {
  return register("dirq.refresh", () =>
    vscode.window.withProgress({ location: { viewId: "dirq.jobs" } }, () => Promise.all(queues.all.map(refresh))),
  );
}

/** A process that does not answer is replaced by one that may. */
async function refresh(queue: QueueHandle): Promise<void> {
  if (queue.answering.kind === "answering") await queue.live.refresh();
  else queue.restart();
}
