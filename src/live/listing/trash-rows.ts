/** What is in a queue's trash, as a person picks from it. */
import {
  DirqError,
  sortAsRemoved,
  trashSeen,
  type ChangingQueue,
  type TrashedJob,
  type TrashFound,
} from "../../queue/index.js";
import { printable, rowLabel } from "../../wording/index.js";
import type { Trash, TrashRow } from "../live-queue.js";
import { inTurns } from "./in-turns.js";

/** A list that nobody reads to its end. Whoever looks for an older one knows its id, and the command line finds it. */
const MOST_ROWS = 500;

/** However much there is, others are answered meanwhile. */
export async function readTrash(queue: ChangingQueue): Promise<Trash> {
  const found: TrashFound[] = [];
  await inTurns(queue.walkTrash(), (one) => void found.push(one));
  const jobs = sortAsRemoved(found.flatMap(({ job }) => job ?? []));
  const bytes = found.reduce((sum, one) => sum + one.bytes, 0);
  const rows = queue.beingRemoved().flatMap((job) => rowOf(queue, job, { isBeingRemoved: true }));
  await inTurns(jobs.slice(0, MOST_ROWS), (job) => rows.push(...rowOf(queue, job, { isBeingRemoved: false })));
  return { rows, total: jobs.length, bytes, seen: trashSeen(found) };
}

/** None for a job that somebody has restored, deleted or finished removing meanwhile. */
function rowOf(
  queue: ChangingQueue,
  { name, id, state, removedAt }: TrashedJob,
  { isBeingRemoved }: Pick<TrashRow, "isBeingRemoved">,
): readonly TrashRow[] {
  try {
    const job = queue.trashedJob(name);
    const label = job.state === "damaged" ? printable(job.reason) : rowLabel(job.id, job.params);
    return [{ name, id, state, label, removedMs: removedAt.getTime(), isBeingRemoved }];
  } catch (error) {
    if (error instanceof DirqError && error.code === "NOT_FOUND") return [];
    throw error;
  }
}
