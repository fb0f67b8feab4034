/** What a list of jobs shows, and how it is asked for. */
import type { RowFacts } from "../../wording/index.js";

/** One row of the tree: what its sentence says, and what is needed to act on it. */
export interface JobRow extends RowFacts {
  readonly id: string;
  /** Name, else the command without its secrets, else the type, else the id; one line, cut where it is long. */
  readonly label: string;
  readonly shell: boolean;
  /** The command, without its secrets, of a job that is shown by its name; cut where it is long. */
  readonly command?: string | undefined;
  /** `params.dirq.batch`: the same for all jobs that were submitted together. */
  readonly batch?: string | undefined;
  /** `params.dirq.priority`; absent where it is 0. */
  readonly priority?: number | undefined;
  /** The job that it waits for, where that is a single one. */
  readonly parent?: string | undefined;
  readonly workerName?: string | undefined;
  /** False for a job that a Python worker runs: it cannot be cancelled. */
  readonly ours: boolean;
}

/** What jobs can be sorted by. @category What changes */
export const SORT_KEYS = ["created", "started", "ended", "duration", "name"] as const;
/** By when they were submitted, started, ended; by how long they ran; by name. @category What changes */
export type SortKey = (typeof SORT_KEYS)[number];

/** Which jobs of a state are listed, and in which order. */
export interface ListView {
  /** As listing/filter.ts reads it; empty: all of them. */
  readonly filter: string;
  /** Absent: queued with the next to run first, every other state newest first. */
  readonly sort: SortKey | undefined;
  /** To wait until every job was looked at, however many files are to be read for that. */
  readonly whole?: boolean | undefined;
}

export interface Page {
  readonly rows: readonly JobRow[];
  /** How many rows the state has in all, under this view; as far as they were found. */
  readonly total: number;
  /** How many jobs are still to be looked at for that; `changed` tells when there is more. Absent: none. */
  readonly unsearched?: number | undefined;
  /** How many of them a person keeps from starting. */
  readonly held: number;
}
