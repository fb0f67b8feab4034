/** One queue's part of the tree: its nodes, and how many rows of each state are shown. */
import { JOB_STATES, type JobState } from "../../../queue/job.js";
import type { Page } from "../../../live/live-queue.js";
import { whileAnsweringOrLogged } from "../../queues/answering.js";
import type { QueueHandle } from "../../queues/queues.js";
import { areSame } from "../../rows/same-rows.js";
import type { CurrentListView } from "../list-view.js";
import type { Node, QueueNode, StateNode } from "../nodes.js";
import { noticeNodes } from "../notices.js";
import { endRow } from "./end-row.js";
import { type JobNodes, jobNodes, NO_NODES } from "./job-nodes.js";
import { firstRows, PAGE } from "./pages.js";

/** What needs a person's eye comes first. */
const SHOWN_ORDER: readonly JobState[] = ["running", "queued", "failed", "completed"];

interface KeptStateNode extends StateNode {
  matching: number | undefined;
  held: number;
  unsearched: number;
}

export class Branch {
  readonly root: QueueNode;
  private readonly states: ReadonlyMap<JobState, KeptStateNode>;
  private readonly shown = new Map<JobState, number>();
  private readonly rowsOfState = new Map<JobState, readonly Node[]>();
  /** Rows that were fetched to see what changed, and that VS Code will ask for at once. */
  private readonly fresh = new Set<JobState>();
  private readonly kept = new Map<JobState, JobNodes>();

  constructor(
    readonly queue: QueueHandle,
    private readonly listView: CurrentListView,
  ) {
    this.root = { kind: "queue", queue };
    this.states = new Map(
      JOB_STATES.map((state) => [state, { kind: "state", queue, state, matching: undefined, held: 0, unsearched: 0 }]),
    );
  }

  /** What there is to say of the queue as a whole, then the states. */
  async children(): Promise<readonly Node[]> {
    this.fresh.clear();
    const notices = noticeNodes(this.queue, false);
    if (this.queue.status?.kind !== "ready") return notices;
    await Promise.all([...this.states.values()].map((node) => this.count(node)));
    return [...notices, ...this.stateNodes(SHOWN_ORDER)];
  }

  stateNodes(states: Iterable<JobState>): readonly StateNode[] {
    return [...states].flatMap((state) => this.states.get(state) ?? []);
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
    if (areSame(before, now)) return now;
    this.fresh.add(node.state);
    return undefined;
  }

  showMore(state: JobState): void {
    this.shown.set(state, this.wanted(state) + PAGE);
  }

  private wanted(state: JobState): number {
    return this.shown.get(state) ?? PAGE;
  }

  private async fetch(node: StateNode): Promise<void> {
    const { state } = node;
    const wanted = this.wanted(state);
    const view = this.listView.current;
    const fetched = await whileAnsweringOrLogged(this.queue, () => firstRows(this.queue, { state, view, wanted }));
    // Another filter is asked about meanwhile, whose answer may even have come before this one.
    if (fetched === undefined || view !== this.listView.current) return;
    this.setCounts(state, fetched);
    const nodes = jobNodes(
      fetched.rows.map((row) => ({ queue: this.queue, row, parent: node, namesQueue: false })),
      this.kept.get(state) ?? NO_NODES,
    );
    this.kept.set(state, nodes);
    const { total } = fetched;
    const before = this.rowsOfState.get(state);
    const more = total > wanted ? [endRow({ kind: "more", parent: node, shown: wanted, total }, before)] : [];
    this.rowsOfState.set(state, [...nodes.values(), ...more]);
  }

  /** A state that is closed shows its count all the same. */
  private async count({ state }: StateNode): Promise<void> {
    const view = this.listView.current;
    // Of the others the queue's own counts say all that there is to say.
    if (view.filter === "" && state !== "queued") return this.setCounts(state, { total: 0, held: 0 });
    const page = await whileAnsweringOrLogged(this.queue, () => this.queue.live.page(state, 0, 0, view));
    if (page !== undefined && view === this.listView.current) this.setCounts(state, page);
  }

  private setCounts(state: JobState, { total, held, unsearched = 0 }: Omit<Page, "rows">): void {
    const node = this.states.get(state);
    if (node === undefined) return;
    node.matching = this.listView.current.filter === "" ? undefined : total;
    node.held = held;
    node.unsearched = unsearched;
  }
}
