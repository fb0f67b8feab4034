/** Rows of one state of a queue, from the first on. They arrive page by page, so that no answer keeps the window waiting. */
import type { JobRow, ListView, Page } from "../../../live/live-queue.js";
import type { JobState } from "../../../queue/job.js";
import type { QueueHandle } from "../../queues/queues.js";

/** How many rows are fetched at once, and shown until more are asked for. */
export const PAGE = 200;

export interface Asked {
  readonly state: JobState;
  readonly view: ListView;
  /** How many rows, at most. */
  readonly wanted: number;
}

export async function firstRows({ live }: QueueHandle, { state, view, wanted }: Asked): Promise<Page> {
  const rows = new Map<string, JobRow>();
  let counts: Omit<Page, "rows"> = { total: 0, held: 0 };
  for (let offset = 0; offset < wanted; offset += PAGE) {
    const page = await live.page(state, offset, PAGE, view);
    counts = page;
    // The state may have changed between two pages; an id that is there twice would break the tree.
    for (const row of page.rows) rows.set(row.id, row);
    if (offset + PAGE >= page.total) break;
  }
  return { ...counts, rows: [...rows.values()] };
}
