/** The same to all jobs of a state: to those alone that the filter shows, where there is one. */
import * as vscode from "vscode";
import type { JobRow } from "../../live/live-queue.js";
import type { JobState } from "../../queue/job.js";
import { count, isHeld, jobs, type Scope } from "../../wording/index.js";
import type { JobTarget, QueueHandle } from "../queues.js";
import { isHoldable } from "./hold.js";
import { pickQueue } from "./pick.js";
import { showProgress } from "../messages.js";
import type { CommandServices } from "./services.js";

/** Rows arrive page by page, so that no answer keeps the window waiting. */
const PAGE = 500;

interface AllOfState {
  readonly command: string;
  /** The command on jobs that then does it, asks, and reports. */
  readonly each: string;
  /** What it is about where it was called from the palette. */
  readonly state: JobState;
  /** Of which jobs, when not of all. */
  readonly suits?: (row: JobRow) => boolean;
}

/** The second of each pair is the same under another title, which says that there is a filter. */
const COMMANDS: readonly AllOfState[] = [
  { command: "dirq.resubmitAll", each: "dirq.resubmit", state: "failed" },
  { command: "dirq.resubmitShown", each: "dirq.resubmit", state: "failed" },
  { command: "dirq.removeAll", each: "dirq.remove", state: "completed" },
  { command: "dirq.removeShown", each: "dirq.remove", state: "completed" },
  { command: "dirq.cancelAll", each: "dirq.cancel", state: "queued" },
  { command: "dirq.cancelShown", each: "dirq.cancel", state: "queued" },
  { command: "dirq.holdAll", each: "dirq.hold", state: "queued", suits: isHoldable },
  { command: "dirq.holdShown", each: "dirq.hold", state: "queued", suits: isHoldable },
  { command: "dirq.releaseAll", each: "dirq.release", state: "queued", suits: isHeld },
  { command: "dirq.releaseShown", each: "dirq.release", state: "queued", suits: isHeld },
];

export function registerAllOfState(services: CommandServices): vscode.Disposable {
  return vscode.Disposable.from(...COMMANDS.map((all) => registerAll(services, all)));
}

function registerAll({ register, queues, filter }: CommandServices, all: AllOfState): vscode.Disposable {
  const { command, each, state, suits = () => true } = all;
  return register(command, async (clicked) => {
    const group = isGroup(clicked) ? clicked : { queue: await pickQueue(ready(queues.all), "All Jobs Of"), state };
    if (group.queue === undefined) return false;
    const found = await jobsOf(group.queue, group.state, filter());
    if (found === undefined) return false;
    const targets = found.filter(({ row }) => suits(row));
    if (targets.length === 0)
      throw new Error(`No job is ${group.state}${filter() === "" ? "" : " and passes the filter"}.`);
    const scope: Scope = { state: group.state, filtered: filter() !== "" };
    return vscode.commands.executeCommand(each, targets[0], targets, scope);
  });
}

interface Group {
  readonly queue: QueueHandle;
  readonly state: JobState;
}

function isGroup(value: unknown): value is Group {
  return typeof value === "object" && value !== null && "queue" in value && "state" in value;
}

function ready(queues: readonly QueueHandle[]): readonly QueueHandle[] {
  return queues.filter(({ status }) => status?.kind === "ready");
}

/** Undefined when the person has stopped it: nothing was done then. */
function jobsOf(queue: QueueHandle, state: JobState, filter: string): Promise<readonly JobTarget[] | undefined> {
  return showProgress({ title: "Reading jobs" }, async ({ signal, tell }) => {
    const targets = new Map<string, JobTarget>();
    for (let offset = 0; !signal.aborted; offset += PAGE) {
      const { rows, total } = await queue.live.page(state, offset, PAGE, { filter, sort: undefined, whole: true });
      for (const row of rows) targets.set(row.id, { queue, row });
      if (offset + PAGE >= total) return [...targets.values()];
      tell(`${count(offset + PAGE)} of ${jobs(total)}`, (offset + PAGE) / total);
    }
    return undefined;
  });
}
