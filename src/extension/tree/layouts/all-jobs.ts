/** The first jobs of several queues, of all their states together, in one order. */
import { sortRows } from "../../../live/listing/sort-rows.js";
import type { JobRow, ListView, Page, SortKey } from "../../../live/live-queue.js";
import { JOB_STATES, type JobState } from "../../../queue/job.js";
import type { JobTarget, QueueHandle } from "../../queues/queues.js";
import { isReady } from "../../queues/ready.js";
import { whileAnsweringOrLogged } from "../../queues/answering.js";
import type { Changes } from "./layout.js";
import { firstRows } from "./pages.js";

export interface FirstJobs {
  readonly jobs: readonly JobTarget[];
  /** How many there are in all, as far as they were found. */
  readonly total: number;
  /** Whether more are looked for. */
  readonly searching: boolean;
}

export class AllJobs {
  /** What each state of a queue answered last. The first jobs of all are among the first of each. */
  private readonly pages = new Map<QueueHandle, Map<JobState, Page>>();

  /** `view`: the one that is wanted now, which may be another when an answer comes. */
  constructor(private readonly view: () => ListView) {}

  /** Asks for so many jobs of each of these states. What does not answer keeps those that it had. */
  async fetch(changes: Changes, wanted: number): Promise<void> {
    const view = this.view();
    const asked = [...changes].flatMap(([queue, states]) =>
      // A job that moves on between two answers is then there twice, and never missing.
      JOB_STATES.filter((state) => states.has(state) && isReady(queue)).map((state) => ({ queue, state })),
    );
    await Promise.all(
      asked.map(async ({ queue, state }) => {
        const page = await whileAnsweringOrLogged(queue, () =>
          firstRows(queue, { state, view: viewOf(state, view), wanted }),
        );
        if (page !== undefined && view === this.view()) this.pagesOf(queue).set(state, page);
      }),
    );
  }

  /** The first of what was fetched of these queues; the others are forgotten. */
  first(queues: readonly QueueHandle[], wanted: number): FirstJobs {
    for (const queue of this.pages.keys()) if (!queues.includes(queue)) this.pages.delete(queue);
    const targets = new Map<JobRow, JobTarget>();
    let [total, unsearched] = [0, 0];
    for (const queue of queues.filter(isReady)) {
      const pages = [...this.pagesOf(queue).values()];
      total += pages.reduce((sum, page) => sum + page.total, 0);
      unsearched += pages.reduce((sum, page) => sum + (page.unsearched ?? 0), 0);
      const rows = new Map(pages.flatMap((page) => page.rows.map((row) => [row.id, row] as const)));
      for (const row of rows.values()) targets.set(row, { queue, row });
    }
    const rows = inOrder([...targets.keys()], this.view().sort).slice(0, wanted);
    return { jobs: rows.flatMap((row) => targets.get(row) ?? []), total, searching: unsearched > 0 };
  }

  private pagesOf(queue: QueueHandle): Map<JobState, Page> {
    const known = this.pages.get(queue) ?? new Map<JobState, Page>();
    this.pages.set(queue, known);
    return known;
  }
}

/** By default the newest first, which every other state's order is already. Ids tell it, so that nothing has to be read. */
function viewOf(state: JobState, view: ListView): ListView {
  return state === "queued" && view.sort === undefined
    ? { ...view, sort: "created", whole: view.filter.trim() === "" }
    : view;
}

function inOrder(rows: readonly JobRow[], sort: SortKey | undefined): readonly JobRow[] {
  if (sort !== undefined) return sortRows(rows, sort, Date.now());
  // Ids are times, and of a damaged job there is no other.
  return [...rows].sort((a, b) => (a.id < b.id ? 1 : a.id > b.id ? -1 : 0));
}
