/** The same to all jobs of a state: to those alone that the filter shows, where there is one. */
import * as vscode from "vscode";
import type { JobRow } from "../../live/live-queue.js";
import type { JobState } from "../../queue/job.js";
import { isHeld, type Scope } from "../../wording/index.js";
import { allJobs, type JobGroup } from "../choosing/all-jobs.js";
import { givenRow } from "../choosing/given.js";
import { pickQueue } from "../choosing/pick.js";
import { chosenToResubmit } from "../choosing/resubmitted-before.js";
import { showProgress } from "../messages.js";
import type { Queues } from "../queues/queues.js";
import { readyQueues } from "../queues/ready.js";
import { isHoldable } from "./hold.js";
import type { CommandServices } from "./services.js";

interface AllOfState {
  readonly command: string;
  /** The command on jobs that then does it, asks, and reports. */
  readonly each: string;
  /** What it is about where it was called from the palette. */
  readonly state: JobState;
  /** Of which jobs, when not of all. */
  readonly suits?: (row: JobRow) => boolean;
  /** Asks which of them are meant; undefined when the person changed their mind. */
  readonly choose?: typeof chosenToResubmit;
}

/** The second of each pair is the same under another title, which says that there is a filter. */
const COMMANDS: readonly AllOfState[] = [
  { command: "dirq.resubmitAll", each: "dirq.resubmit", state: "failed", choose: chosenToResubmit },
  { command: "dirq.resubmitShown", each: "dirq.resubmit", state: "failed", choose: chosenToResubmit },
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
  const { command, each, state, suits = () => true, choose } = all;
  return register(command, async (...args) => {
    // Never another state's jobs than those of the row that was clicked.
    const clicked = args.length > 0 ? givenRow(args) : undefined;
    const group = isGroup(clicked) ? clicked : await pickGroup(queues, state);
    if (group === undefined) return false;
    const found = await showProgress({ title: "Reading jobs" }, (progress) => allJobs(group, filter(), progress));
    if (found === undefined) return false;
    const targets = found.filter(({ row }) => suits(row));
    if (targets.length === 0)
      throw new Error(`No job is ${group.state}${filter() === "" ? "" : " and passes the filter"}.`);
    const scope: Scope = { state: group.state, filtered: filter() !== "" };
    const chosen = choose === undefined ? targets : await choose(group.queue, targets, scope);
    return chosen !== undefined && vscode.commands.executeCommand(each, chosen[0], chosen, scope);
  });
}

function isGroup(value: unknown): value is JobGroup {
  return typeof value === "object" && value !== null && "queue" in value && "state" in value;
}

async function pickGroup(queues: Queues, state: JobState): Promise<JobGroup | undefined> {
  const queue = await pickQueue(readyQueues(queues), "All Jobs Of");
  return queue && { queue, state };
}
