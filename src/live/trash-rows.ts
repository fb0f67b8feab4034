/** What is in a queue's trash, as a person picks from it. */
import type { ChangingQueue, TrashedJob } from "../queue/index.js";
import { printable, rowLabel } from "../wording/index.js";
import type { Trash, TrashRow } from "./live-queue.js";

/** A list that nobody reads to its end. Whoever looks for an older one knows its id, and the command line finds it. */
const MOST_ROWS = 500;

export function readTrash(queue: ChangingQueue): Trash {
  const jobs = queue.trash();
  return {
    rows: jobs.slice(0, MOST_ROWS).map((job) => rowOf(queue, job)),
    total: jobs.length,
    bytes: queue.trashSize(),
  };
}

function rowOf(queue: ChangingQueue, { name, id, state, removedAt }: TrashedJob): TrashRow {
  const job = queue.trashedJob(name);
  const label = job.state === "damaged" ? printable(job.reason) : rowLabel(job.id, job.params);
  return { name, id, state, label, removedMs: removedAt.getTime() };
}
