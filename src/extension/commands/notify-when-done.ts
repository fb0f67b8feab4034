/** Notify Me When Done, and to take that back: for jobs that have not ended. */
import * as vscode from "vscode";
import { hasEnded } from "../../queue/job.js";
import { byQueue } from "../changing/parts.js";
import { jobsFor, type JobQuestion } from "../choosing/pick.js";
import { askFor, forget } from "../news/asked-for.js";
import type { JobTarget, QueueHandle } from "../queues/queues.js";
import type { CommandServices } from "./services.js";

interface Asking {
  readonly command: string;
  readonly remember: (queue: QueueHandle, ids: readonly string[]) => Thenable<void>;
}

const ASKINGS: readonly Asking[] = [
  { command: "dirq.notifyWhenDone", remember: askFor },
  { command: "dirq.dontNotifyWhenDone", remember: forget },
];

export function registerNotifyWhenDone(services: CommandServices): vscode.Disposable {
  return vscode.Disposable.from(...ASKINGS.map((asking) => registerAsking(services, asking)));
}

function registerAsking({ queues, register, selection }: CommandServices, asking: Asking): vscode.Disposable {
  return register(asking.command, async (...args) => {
    const targets = await jobsFor({ queues, selection }, args, QUESTION);
    const parts = byQueue(targets.filter(hasNotEnded));
    for (const { queue, ids } of parts) await asking.remember(queue, ids);
    return parts.length > 0;
  });
}

const QUESTION: JobQuestion = {
  title: "Notify Me When Done",
  states: ["running", "queued"],
  suits: (row) => row.damaged === undefined,
};

function hasNotEnded({ row }: JobTarget): boolean {
  return row.damaged === undefined && !hasEnded(row);
}
