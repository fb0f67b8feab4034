/** One queue's part of the tree: its nodes, and how many rows of each state are shown. */
import { JOB_STATES, type JobState } from "../../queue/job.js";
import { whileAnswering } from "./answering.js";
import type { JobRow } from "../../live/live-queue.js";
import type { QueueHandle } from "../queues.js";
import type { JobNode, MoreNode, Node, NoticeNode, QueueNode, StateNode } from "./nodes.js";
import { noticesOf } from "./notices.js";

/** How many rows are fetched and shown at once. Rows arrive page by page, so that no answer keeps the window waiting. */
const PAGE = 200;

/** What needs a person's eye comes first. */
const SHOWN_ORDER: readonly JobState[] = ["running", "queued", "failed", "completed"];

export class Branch {
  readonly root: QueueNode;
  private readonly states: ReadonlyMap<JobState, StateNode>;
  private readonly shown = new Map<JobState, number>();
  private readonly lastRows = new Map<JobState, readonly Node[]>();

  constructor(readonly queue: QueueHandle) {
    this.root = { kind: "queue", queue };
    this.states = new Map(JOB_STATES.map((state) => [state, { kind: "state", queue, state }]));
  }

  /** What there is to say of the queue as a whole, then the states. */
  children(): readonly Node[] {
    const notices = noticesOf(this.queue).map((notice): NoticeNode => ({ kind: "notice", queue: this.queue, notice }));
    return [...notices, ...(this.queue.status?.kind === "ready" ? this.stateNodes(SHOWN_ORDER) : [])];
  }

  stateNodes(states: readonly JobState[]): readonly StateNode[] {
    return states.flatMap((state) => this.states.get(state) ?? []);
  }

  /** The rows of a state that are shown now; those of before while the queue's process does not answer. */
  async rows(node: StateNode): Promise<readonly Node[]> {
    const rows = await whileAnswering(this.queue, () => this.fetch(node));
    if (rows !== undefined) this.lastRows.set(node.state, rows);
    return this.lastRows.get(node.state) ?? [];
  }

  private async fetch(node: StateNode): Promise<readonly Node[]> {
    const wanted = this.shown.get(node.state) ?? PAGE;
    const rows = new Map<string, JobRow>();
    let total = 0;
    for (let offset = 0; offset < wanted; offset += PAGE) {
      const page = await this.queue.live.page(node.state, offset, PAGE);
      total = page.total;
      // The state may have changed between two pages; an id that is there twice would break the tree.
      for (const row of page.rows) rows.set(row.id, row);
      if (offset + PAGE >= total) break;
    }
    const jobs = [...rows.values()].map((row): JobNode => ({ kind: "job", queue: this.queue, row, parent: node }));
    const more: MoreNode = { kind: "more", parent: node, shown: wanted, total };
    return total > wanted ? [...jobs, more] : jobs;
  }

  showMore(state: JobState): void {
    this.shown.set(state, (this.shown.get(state) ?? PAGE) + PAGE);
  }
}
