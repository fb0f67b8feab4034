/** How the Jobs view arranges the jobs of all queues: what stands at its root, and what has to be drawn anew. */
import type { JobState } from "../../../queue/job.js";
import type { JobTarget, QueueHandle } from "../../queues/queues.js";
import type { MoreNode, Node, StateNode } from "../nodes.js";

/** The states of each queue whose rows changed. */
export type Changes = ReadonlyMap<QueueHandle, ReadonlySet<JobState>>;

/** The root of the view, as VS Code's events call it. */
export const ROOT = undefined;

export interface Update {
  /** What has other children than before. */
  readonly replaced: readonly (StateNode | typeof ROOT)[];
  /** What stays where it is, some of it with new words. */
  readonly kept: readonly Node[];
}

export interface Layout {
  roots(queues: readonly QueueHandle[]): Promise<readonly Node[]>;
  /** Fetches again what was shown of these states. */
  update(changes: Changes): Promise<Update>;
  /** Returns what has other children then. */
  showMore(node: MoreNode): StateNode | typeof ROOT;
  /** Below what a job's row stands; "nowhere" when it was never shown, or stands further down than anybody sees. */
  parentOf(job: JobTarget): StateNode | typeof ROOT | "nowhere";
  /** What leads to the jobs of a state. */
  find(queue: QueueHandle, state: JobState): Node | undefined;
}
