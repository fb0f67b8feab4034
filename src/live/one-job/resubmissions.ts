/** The jobs that were resubmitted from another. Their files say so, of which nobody may have read many yet. */
import { JOB_STATES, timeOfId } from "../../queue/index.js";
import { inTurns } from "../listing/in-turns.js";
import type { LiveIndex } from "../live-index/live-index.js";

/** Files that are read while a panel waits for its job. */
const MOST_READ = 20;

export type ResubmissionsIndex = Pick<LiveIndex, "ids" | "known" | "rowsOf" | "resubmissionsRead">;
export type ReadIndex = Pick<LiveIndex, "ids" | "known" | "passingRow" | "wasResubmitted">;

export interface Resubmissions {
  /** The oldest first. */
  readonly ids: readonly string[];
  /** Whether there are no others: another call finds more of them. */
  readonly complete: boolean;
}

/** Only a newer job can be one; of those that nobody has read yet it reads a few. */
export function resubmissionsOf(id: string, index: ResubmissionsIndex): Resubmissions {
  const unread = unreadAfter(startOf(id), index, MOST_READ + 1);
  index.rowsOf(unread.slice(0, MOST_READ));
  return { ids: [...index.resubmissionsRead(id)].sort(), complete: unread.length <= MOST_READ };
}

/** Those of these jobs that were resubmitted. All that came after one of them and that nobody has read is read for it. */
export async function resubmittedOf(ids: readonly string[], index: ReadIndex): Promise<readonly string[]> {
  const [first] = ids.map(startOf).sort();
  if (first !== undefined) await inTurns(unreadAfter(first, index, Infinity), (id) => void index.passingRow(id));
  return ids.filter((id) => index.wasResubmitted(id));
}

/** Ids are times; of a job that somebody named by hand nobody knows what came after it. */
function startOf(id: string): string {
  return timeOfId(id) === undefined ? "" : id;
}

/** At most so many of the jobs that came after this start and have no row yet. */
function unreadAfter(start: string, index: Pick<LiveIndex, "ids" | "known">, most: number): readonly string[] {
  const unread: string[] = [];
  for (const state of JOB_STATES) {
    for (const each of index.ids(state)) {
      if (each > start && index.known(each) === undefined && unread.push(each) === most) return unread;
    }
  }
  return unread;
}
