/** One queue's part of the tree: its nodes, and how many rows of each state are shown. */
import { JOB_STATES, type JobState } from "../../queue/job.js";
import { whileAnswering } from "./answering.js";
import type { JobRow, Page } from "../../live/live-queue.js";
import type { QueueHandle } from "../queues.js";
import type { CurrentListView } from "./list-view.js";
import type { JobNode, MoreNode, Node, NoticeNode, QueueNode, StateNode } from "./nodes.js";
import { noticesOf } from "./notices.js";

/** How many rows are fetched and shown at once. Rows arrive page by page, so that no answer keeps the window waiting. */
const PAGE = 200;

/** What needs a person's eye comes first. */
const SHOWN_ORDER: readonly JobState[] = ["running", "queued", "failed", "completed"];

interface KeptStateNode extends StateNode {
  matching: number | undefined;
  held: number;
}

/** A job keeps its node while its state lasts, so that VS Code can be told to draw that one row anew. */
interface KeptJobNode extends JobNode {
  row: JobRow;
}

export class Branch {
  readonly root: QueueNode;
  private readonly states: ReadonlyMap<JobState, KeptStateNode>;
  private readonly shown = new Map<JobState, number>();
  private readonly rowsOfState = new Map<JobState, readonly Node[]>();
  /** Rows that were fetched to see what changed, and that VS Code will ask for at once. */
  private readonly fresh = new Set<JobState>();
  private readonly kept = new Map<JobState, ReadonlyMap<string, KeptJobNode>>();

  constructor(
    readonly queue: QueueHandle,
    private readonly listView: CurrentListView,
  ) {
    this.root = { kind: "queue", queue };
    this.states = new Map(
      JOB_STATES.map((state) => [state, { kind: "state", queue, state, matching: undefined, held: 0 }]),
    );
  }

  /** What there is to say of the queue as a whole, then the states. */
  async children(): Promise<readonly Node[]> {
    this.fresh.clear();
    const notices = noticesOf(this.queue).map((notice): NoticeNode => ({ kind: "notice", queue: this.queue, notice }));
    if (this.queue.status?.kind !== "ready") return notices;
    await Promise.all([...this.states.values()].map((node) => this.count(node)));
    return [...notices, ...this.stateNodes(SHOWN_ORDER)];
  }

  stateNodes(states: readonly JobState[]): readonly StateNode[] {
    return states.flatMap((state) => this.states.get(state) ?? []);
  }

  /** Undefined for a state whose rows were never asked for, because it is closed. */
  openedState(state: JobState): StateNode | undefined {
    return this.rowsOfState.has(state) ? this.states.get(state) : undefined;
  }

  /** The rows of a state that are shown now; those of before while the queue's process does not answer. */
  async rows(node: StateNode): Promise<readonly Node[]> {
    if (!this.fresh.delete(node.state)) await this.fetch(node);
    return this.rowsOfState.get(node.state) ?? [];
  }

  /**
   * Fetches the rows of a state again, if it was ever opened. Undefined when they are others than before; else the same
   * rows, some of which may have new words. Until VS Code has asked for new children it does not know the old ones any
   * more, and a click on them is lost: so it is told to ask only when it has to, and then gets its answer at once.
   */
  async update(node: StateNode): Promise<readonly Node[] | undefined> {
    const before = this.rowsOfState.get(node.state);
    if (before === undefined) {
      await this.count(node);
      return undefined;
    }
    await this.fetch(node);
    const now = this.rowsOfState.get(node.state) ?? [];
    if (now.length === before.length && now.every((each, index) => each === before[index])) return now;
    this.fresh.add(node.state);
    return undefined;
  }

  showMore(state: JobState): void {
    this.shown.set(state, (this.shown.get(state) ?? PAGE) + PAGE);
  }

  private async fetch(node: StateNode): Promise<void> {
    const wanted = this.shown.get(node.state) ?? PAGE;
    const fetched = await whileAnswering(this.queue, () => this.pages(node.state, wanted));
    if (fetched === undefined) return;
    const { rows, total } = fetched;
    this.setCounts(node.state, fetched);
    const before = this.kept.get(node.state);
    const nodes = new Map([...rows].map(([id, row]) => [id, this.nodeOf(row, node, before?.get(id))]));
    this.kept.set(node.state, nodes);
    const more = total > wanted ? [this.moreNode(node, { shown: wanted, total })] : [];
    this.rowsOfState.set(node.state, [...nodes.values(), ...more]);
  }

  /** A state that is closed shows its count all the same. */
  private async count({ state }: StateNode): Promise<void> {
    // Of the others the queue's own counts say all that there is to say.
    if (this.listView.current.filter === "" && state !== "queued") return this.setCounts(state, { total: 0, held: 0 });
    const page = await whileAnswering(this.queue, () => this.queue.live.page(state, 0, 0, this.listView.current));
    if (page !== undefined) this.setCounts(state, page);
  }

  private setCounts(state: JobState, { total, held }: Pick<Page, "total" | "held">): void {
    const node = this.states.get(state);
    if (node === undefined) return;
    node.matching = this.listView.current.filter === "" ? undefined : total;
    node.held = held;
  }

  private async pages(
    state: JobState,
    wanted: number,
  ): Promise<Pick<Page, "total" | "held"> & { readonly rows: ReadonlyMap<string, JobRow> }> {
    const rows = new Map<string, JobRow>();
    let [total, held] = [0, 0];
    for (let offset = 0; offset < wanted; offset += PAGE) {
      const page = await this.queue.live.page(state, offset, PAGE, this.listView.current);
      ({ total, held } = page);
      // The state may have changed between two pages; an id that is there twice would break the tree.
      for (const row of page.rows) rows.set(row.id, row);
      if (offset + PAGE >= total) break;
    }
    return { rows, total, held };
  }

  private moreNode(parent: StateNode, { shown, total }: Pick<MoreNode, "shown" | "total">): MoreNode {
    const last = this.rowsOfState.get(parent.state)?.at(-1);
    if (last?.kind === "more" && last.shown === shown && last.total === total) return last;
    return { kind: "more", parent, shown, total };
  }

  private nodeOf(row: JobRow, parent: StateNode, known: KeptJobNode | undefined): KeptJobNode {
    if (known === undefined) return { kind: "job", queue: this.queue, row, parent };
    known.row = row;
    return known;
  }
}
