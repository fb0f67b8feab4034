/** What a command was called with: a row, several rows, a panel's job, a key pressed in the tree, or nothing. */
import type { Scope } from "../../wording/index.js";
import type { JobTarget, QueueHandle } from "../queues/queues.js";

/** What `args` in package.json's keybinding says: the command was called by a key, for what is selected. */
const BY_KEY = "selection";

/** A row that was drawn anew while its menu was open: VS Code says that there was one, and not which. */
const REDRAWN = "That row has changed meanwhile, so nothing was done. Try again.";

/**
 * VS Code passes the row that was clicked, then the selection if the row is part of it. A selection can hold rows that
 * are no jobs, which are left out. @throws where it does not know one of them any more
 */
export async function givenTargets(
  args: readonly unknown[],
  selection: () => Promise<readonly JobTarget[]>,
): Promise<readonly JobTarget[]> {
  const [clicked, selected] = args;
  if (mayBeRedrawn(args)) throw new Error(REDRAWN);
  if (clicked === BY_KEY) return selection();
  if (Array.isArray(selected)) return selected.map(known).filter(isJobTarget);
  return isJobTarget(clicked) ? [clicked] : [];
}

/** For a command on one job: the one that was clicked, whatever else is selected. @throws as `givenTargets` */
export async function givenTarget(
  args: readonly unknown[],
  selection: () => Promise<readonly JobTarget[]>,
): Promise<JobTarget | undefined> {
  const [clicked] = args;
  return isJobTarget(clicked) ? clicked : (await givenTargets(args, selection))[0];
}

/** The row that was clicked, for a command that rows alone offer. @throws where VS Code does not know it any more */
export function givenRow([clicked]: readonly unknown[]): unknown {
  return known(clicked);
}

/** Whether a row was clicked that VS Code does not know any more. The buttons above a view look the same. */
export function mayBeRedrawn(args: readonly unknown[]): boolean {
  return args.length > 0 && args[0] === undefined;
}

/** Set where the command was asked for all jobs of a state. */
export function givenScope([, , scope]: readonly unknown[]): Scope | undefined {
  return typeof scope === "object" && scope !== null && "filtered" in scope ? (scope as Scope) : undefined;
}

/** The queue of the row that was clicked, whatever kind of row it is. */
export function givenQueue([clicked]: readonly unknown[]): QueueHandle | undefined {
  return typeof clicked === "object" && clicked !== null && "queue" in clicked
    ? (clicked.queue as QueueHandle)
    : undefined;
}

/**
 * The one of the `candidates` whose row was clicked. Above a view the row that was clicked last is passed as well, which
 * may be of a queue that the entry is not there for.
 */
export function givenCandidate<Queue extends { readonly directory: string }>(
  args: readonly unknown[],
  candidates: readonly Queue[],
): Queue | undefined {
  const given = givenQueue(args);
  return candidates.find(({ directory }) => directory === given?.directory);
}

function known(row: unknown): unknown {
  if (row === undefined) throw new Error(REDRAWN);
  return row;
}

function isJobTarget(value: unknown): value is JobTarget {
  return typeof value === "object" && value !== null && "queue" in value && "row" in value;
}
