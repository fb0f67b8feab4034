/** A job that waits for one other says for which by its name: its own file has only the id, which nobody knows by heart. */
import type { LiveIndex } from "../live-index/live-index.js";
import { short } from "../live-index/short.js";
import type { JobRow } from "../live-queue.js";

/** A longer name would push out of a row what stands behind it. */
const NAME_LENGTH = 40;

/** The row as it is where the other job is not in the queue any more, or has no name either. */
export function withNamedParent(row: JobRow, index: Pick<LiveIndex, "rowsOf">): JobRow {
  if (row.parent === undefined) return row;
  const [parent] = index.rowsOf([row.parent]);
  if (parent === undefined || parent.label === parent.id) return row;
  return { ...row, after: `“${short(parent.label, NAME_LENGTH)}”` };
}
