/** Notify Me When Done, and to take that back: for jobs that have not ended. */
import * as vscode from "vscode";
import { askFor, forget } from "../news/asked-for.js";
import type { JobTarget, QueueHandle } from "../queues.js";
import { givenTargets } from "./given.js";
import { pickJobs } from "./pick.js";
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
    const given = await givenTargets(args, selection);
    const targets = given.length > 0 ? given : await pickJobs(queues, QUESTION);
    const unended = targets.filter(hasNotEnded);
    for (const queue of new Set(unended.map((target) => target.queue))) {
      const ids = unended.flatMap((target) => (target.queue === queue ? [target.row.id] : []));
      await asking.remember(queue, ids);
    }
    return unended.length > 0;
  });
}

const QUESTION = {
  title: "Notify Me When Done",
  states: ["running", "queued"],
  suits: (row) => row.damaged === undefined,
} as const satisfies Parameters<typeof pickJobs>[1];

function hasNotEnded({ row }: JobTarget): boolean {
  return row.damaged === undefined && (row.state === "queued" || row.state === "running");
}
