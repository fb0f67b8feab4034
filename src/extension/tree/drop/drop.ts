/** What dropping jobs or files on a place of the Jobs view means. One that means nothing true says so, and changes nothing. */
import type { JobRow } from "../../../live/live-queue.js";
import { hasEnded, type JobState } from "../../../queue/job.js";
import type { QueueHandle } from "../../queues/queues.js";
import { topOf, type Node } from "../nodes.js";

export interface DraggedJob {
  readonly queue: Pick<QueueHandle, "directory">;
  readonly row: Pick<JobRow, "state" | "damaged">;
}

export interface Place {
  /** Undefined where nothing says which. */
  readonly queue: QueueHandle | undefined;
  /** Undefined for a queue as a whole, and for the list of all jobs. */
  readonly state: JobState | undefined;
}

export type Drop =
  | { readonly kind: "resubmit" }
  /** The jobs are there already, or nothing says where they should go. */
  | { readonly kind: "nothing" }
  | { readonly kind: "refused"; readonly words: string };

/** Why a job is never put there by hand. */
const ONLY_WAYS: Readonly<Record<Exclude<JobState, "queued">, string>> = {
  running: "A job comes to Running when a worker takes it.",
  completed: "A job comes to Completed when it has ended well.",
  failed: "A job comes to Failed when it fails or is cancelled.",
};

/** Of rows that nobody knows. */
export const UNKNOWN_DROP = refused(
  "What was dragged was just being drawn anew: drag it again. Jobs of another window are not taken.",
);

/** What stands below a state, however deep, is a place in it; what stands above jobs says something of its queue. */
export function placeOf(node: Node | undefined): Place {
  const place = node && topOf(node);
  if (place?.kind === "state") return { queue: place.queue, state: place.state };
  const isOfQueue = place?.kind === "queue" || place?.kind === "notice";
  return { queue: isOfQueue ? place.queue : undefined, state: undefined };
}

export function meaningOfDrop(jobs: readonly DraggedJob[], { queue, state }: Place): Drop {
  if (queue === undefined || state === undefined) return { kind: "nothing" };
  const isHere = (job: DraggedJob): boolean => job.queue.directory === queue.directory;
  if (jobs.every((job) => isHere(job) && job.row.state === state)) return { kind: "nothing" };
  if (!queue.canWrite) return refused("In Restricted Mode jobs are only looked at.");
  if (state !== "queued") return refused(ONLY_WAYS[state]);
  if (!jobs.every(isHere)) return refused("A job is resubmitted in its own queue.");
  if (jobs.some(({ row }) => !hasEnded(row)))
    return refused("On Queued, jobs that have ended can be dropped: that resubmits them.");
  if (jobs.some(({ row }) => row.damaged !== undefined))
    return refused("A damaged job cannot be resubmitted: its file cannot be read.");
  return { kind: "resubmit" };
}

/** In words why files are not submitted by dropping them there; undefined when they are. */
export function refusalOfFiles(
  state: JobState | undefined,
  { canWrite }: Pick<QueueHandle, "canWrite">,
): string | undefined {
  if (!canWrite) return "In Restricted Mode nothing is submitted.";
  if (state === undefined || state === "queued") return undefined;
  return `${ONLY_WAYS[state]} A file is submitted on Queued. Nothing was submitted.`;
}

function refused(reason: string): Drop {
  return { kind: "refused", words: `${reason} Nothing was changed.` };
}
