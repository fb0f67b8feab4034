/** Which jobs and which queue a command is about: those that it was called with, else what is picked from a list. */
import * as vscode from "vscode";
import type { JobState } from "../../queue/job.js";
import { activityWords, printable, rowDescription } from "../../wording/index.js";
import type { CommandServices } from "../commands/services.js";
import { escapeIcons } from "../escape-icons.js";
import type { JobTarget, QueueHandle, Queues } from "../queues/queues.js";
import { readyQueues } from "../queues/ready.js";
import { jobIcon } from "../rows/job-icon.js";
import { givenCandidate, givenQueue, givenTarget, givenTargets, mayBeRedrawn } from "./given.js";
import { jobsToChoose, silentWords, type WantedJobs } from "./jobs-to-choose.js";
import { pickMany } from "./pick-many.js";

export interface JobQuestion extends WantedJobs {
  /** For example `Cancel Jobs`. */
  readonly title: string;
}

export const ANY_STATE: readonly JobState[] = ["running", "queued", "failed", "completed"];
export const STARTED: readonly JobState[] = ["running", "failed", "completed"];

const SEARCHABLE = {
  placeHolder: "Type to search by name, command or id",
  matchOnDescription: true,
  matchOnDetail: true,
};

type AskedOf = Pick<CommandServices, "queues" | "selection">;

/** None when the person changed their mind. */
export async function jobsFor(
  { queues, selection }: AskedOf,
  args: readonly unknown[],
  question: JobQuestion,
): Promise<readonly JobTarget[]> {
  const given = await givenTargets(args, selection);
  if (given.length > 0) return given;
  const { title } = question;
  const isChoice = ({ target }: JobItem): boolean => target !== undefined;
  const picked = await pickMany({ title, items: itemsFor(queues, question), isChoice }, vscode.window);
  return picked.flatMap(({ target }) => target ?? []);
}

/**
 * For a command that shows something of one job: where it was called with none, the job that the person has in front of
 * them, if it can be done with that. Else as `jobFor`.
 */
export async function jobInFrontFor(
  services: AskedOf,
  args: readonly unknown[],
  question: JobQuestion & { readonly inFront: JobTarget | undefined },
): Promise<JobTarget | undefined> {
  const { inFront, states, suits = () => true } = question;
  const isMeant =
    args.length === 0 && inFront !== undefined && states.includes(inFront.row.state) && suits(inFront.row);
  return isMeant ? inFront : jobFor(services, args, question);
}

/** For a command on one job: the one that was clicked, else the first that is selected. Undefined when the person changed their mind. */
export async function jobFor(
  { queues, selection }: AskedOf,
  args: readonly unknown[],
  question: JobQuestion,
): Promise<JobTarget | undefined> {
  const given = await givenTarget(args, selection);
  if (given !== undefined) return given;
  const { title } = question;
  return (await vscode.window.showQuickPick(itemsFor(queues, question), { title, ...SEARCHABLE }))?.target;
}

export interface QueueQuestion {
  readonly candidates: readonly QueueHandle[];
  readonly title: string;
}

/**
 * The queue whose row was clicked, or the one that is picked. Several queues have rows: where one was clicked with which
 * this cannot be done, or one that is not known any more, also the only candidate is named first, since another may have
 * been meant.
 */
export async function queueFor(
  { all }: Queues,
  args: readonly unknown[],
  { candidates, title }: QueueQuestion,
): Promise<QueueHandle | undefined> {
  const given = givenCandidate(args, candidates);
  if (given !== undefined) return given;
  // Its own error says why it cannot be done with this one.
  if (candidates.length === 0) return givenQueue(args);
  const mayBeAnother = all.length > 1 && (mayBeRedrawn(args) || givenQueue(args) !== undefined);
  return mayBeAnother ? chooseQueue(candidates, title) : pickQueue(candidates, title);
}

/** Asks only where there is a choice. */
export async function pickQueue(candidates: readonly QueueHandle[], title: string): Promise<QueueHandle | undefined> {
  return candidates.length <= 1 ? candidates[0] : chooseQueue(candidates, title);
}

async function chooseQueue(candidates: readonly QueueHandle[], title: string): Promise<QueueHandle | undefined> {
  const items = candidates.map((queue) => ({
    label: escapeIcons(queue.label),
    description: queue.status?.kind === "ready" ? activityWords(queue.status.counts) : "",
    detail: escapeIcons(queue.directory),
    queue,
  }));
  return (await vscode.window.showQuickPick(items, { title, matchOnDetail: true }))?.queue;
}

/** Without a target it is no job to choose, but says what is missing. */
type JobItem = vscode.QuickPickItem & { readonly target?: JobTarget };

async function itemsFor(queues: Queues, wanted: WantedJobs): Promise<JobItem[]> {
  const { targets, silent } = await jobsToChoose(queues, wanted);
  const items = targets.map((target) => itemFor(target, readyQueues(queues).length > 1));
  return silent.length === 0 ? items : [...items, noteOn(silent)];
}

/** It stays whatever is searched for, as a separator would not, and is last, where Enter does not take it. */
function noteOn(silent: readonly QueueHandle[]): JobItem {
  return { label: escapeIcons(silentWords(silent)), iconPath: new vscode.ThemeIcon("warning"), alwaysShow: true };
}

function itemFor({ queue, row }: JobTarget, severalQueues: boolean): JobItem {
  return {
    label: escapeIcons(row.label),
    description: escapeIcons(rowDescription(row, Date.now())),
    detail: escapeIcons(printable(severalQueues ? `${row.id} · ${queue.label}` : row.id)),
    iconPath: jobIcon(row),
    target: { queue, row },
  };
}
