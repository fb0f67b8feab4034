/** What is in a queue's trash, as a person picks from it. */
import { DirqError, trashSeen, type ChangingQueue, type TrashedJob, type TrashFound } from "../queue/index.js";
import { printable, rowLabel } from "../wording/index.js";
import { inTurns } from "./listing/in-turns.js";
import type { Trash, TrashRow } from "./live-queue.js";

/** A list that nobody reads to its end. Whoever looks for an older one knows its id, and the command line finds it. */
const MOST_ROWS = 500;

/** However much there is, others are answered meanwhile. */
export async function readTrash(queue: ChangingQueue): Promise<Trash> {
  const found: TrashFound[] = [];
  await inTurns(queue.walkTrash(), (one) => void found.push(one));
  const jobs = found.flatMap(({ job }) => job ?? []);
  const bytes = found.reduce((sum, one) => sum + one.bytes, 0);
  sortAsDeleted(jobs);
  const rows = queue.beingRemoved().flatMap((job) => rowOf(queue, job, { isBeingRemoved: true }));
  await inTurns(jobs.slice(0, MOST_ROWS), (job) => rows.push(...rowOf(queue, job, { isBeingRemoved: false })));
  return { rows, total: jobs.length, bytes, seen: trashSeen(found) };
}

/** Those that were deleted together stand together, the last submitted first: each has a moment of its own, which says nothing. */
function sortAsDeleted(jobs: TrashedJob[]): void {
  const groupOf = ({ batch, name }: TrashedJob): string => batch ?? name;
  const latest = new Map<string, number>();
  for (const job of jobs)
    latest.set(groupOf(job), Math.max(latest.get(groupOf(job)) ?? -Infinity, job.removedAt.getTime()));
  const latestOf = (job: TrashedJob): number => latest.get(groupOf(job)) ?? -Infinity;
  const byText = (a: string, b: string): number => (a === b ? 0 : a < b ? 1 : -1);
  jobs.sort((a, b) => latestOf(b) - latestOf(a) || byText(groupOf(a), groupOf(b)) || byText(a.id, b.id));
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
