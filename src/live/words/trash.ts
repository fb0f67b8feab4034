/** What was deleted, and can be brought back. */
import type { JobState } from "../../queue/job.js";
import type { TrashSeen } from "../../queue/trash/trash-seen.js";

/** A deleted job. */
export interface TrashRow {
  /** What `restore` takes. */
  readonly name: string;
  readonly id: string;
  /** One line, as its row had it. */
  readonly label: string;
  /** Where it was. */
  readonly state: JobState;
  /** Milliseconds since 1970. */
  readonly removedMs: number;
  /** Its removal is under way, or was cut off: until somebody has finished that, it cannot be restored. */
  readonly isBeingRemoved: boolean;
}

export interface Trash {
  /** The last deleted first; the oldest of very many are left out. */
  readonly rows: readonly TrashRow[];
  /** Without those that are being removed. */
  readonly total: number;
  /** What emptying it frees. */
  readonly bytes: number;
  /** What `emptyTrash` deletes: without what is being removed. */
  readonly seen: TrashSeen;
}
