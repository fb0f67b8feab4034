/** What the Jobs view is made of. Nodes that can be refreshed are made once; VS Code knows them by identity. */
import type { JobRow } from "../../live/live-queue.js";
import type { JobState } from "../../queue/job.js";
import type { ArtifactTarget, JobTarget, QueueHandle } from "../queues/queues.js";

export type Node =
  QueueNode | StateNode | JobNode | ArtifactNode | LeftOutNode | MoreNode | NoticeNode | NoJobsNode | SearchingNode;

/** A root, where the window has several queues. */
export interface QueueNode {
  readonly kind: "queue";
  readonly queue: QueueHandle;
}

export interface StateNode {
  readonly kind: "state";
  readonly queue: QueueHandle;
  readonly state: JobState;
  /** How many of its jobs the filter lets through; undefined while there is none. */
  readonly matching: number | undefined;
  /** How many of the jobs that are shown a person keeps from starting. */
  readonly held: number;
  /** How many jobs are still to be looked at for the filter or the order. */
  readonly unsearched: number;
}

export interface JobNode extends JobTarget {
  readonly kind: "job";
  readonly row: JobRow;
  /** Undefined where all jobs stand in one list. */
  readonly parent: StateNode | undefined;
  /** Whether it has to say of which queue it is: in one list of several. */
  readonly namesQueue: boolean;
}

export interface ArtifactNode extends ArtifactTarget {
  readonly kind: "artifact";
  /** Names of the folders in which it lies, below the result directory. */
  readonly folder: readonly string[];
  readonly parent: JobNode | ArtifactNode;
}

/** Stands below the artifacts of a folder that has very many. */
export interface LeftOutNode {
  readonly kind: "leftOut";
  readonly queue: QueueHandle;
  readonly id: string;
  readonly folder: readonly string[];
  readonly left: number;
  readonly parent: JobNode | ArtifactNode;
}

/** Stands below the rows of a state, or of the list of all jobs, that has more of them. */
export interface MoreNode {
  readonly kind: "more";
  readonly parent: StateNode | undefined;
  readonly shown: number;
  readonly total: number;
}

/** Says why a queue shows nothing new, or why nothing starts. */
export interface NoticeNode {
  readonly kind: "notice";
  readonly queue: QueueHandle;
  readonly notice: Notice;
  /** As a job's. */
  readonly namesQueue: boolean;
}

/** Stands in place of the jobs where a list would be empty. */
export interface NoJobsNode {
  readonly kind: "noJobs";
  readonly filtered: boolean;
}

/** Stands below the jobs that were found while more are looked for. */
export interface SearchingNode {
  readonly kind: "searching";
}

export interface Notice {
  readonly kind: "trouble" | "missing" | "problems" | "paused" | "noWorker";
  readonly label: string;
  readonly detail: string;
  /** What a click on it does, which its label then says. */
  readonly command?: string;
}

/** The state that a node stands below, however deep; where there is none, what is highest. */
export function topOf(node: Node): Node {
  return "parent" in node && node.parent !== undefined ? topOf(node.parent) : node;
}
