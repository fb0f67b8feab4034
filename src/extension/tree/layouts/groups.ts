/** The layout with groups: below each queue, where there are several, its states; below a state its jobs. */
import type { JobState } from "../../../queue/job.js";
import type { JobTarget, QueueHandle } from "../../queues/queues.js";
import { Branch } from "./branch.js";
import type { Changes, Layout, Update } from "./layout.js";
import type { CurrentListView } from "../list-view.js";
import type { MoreNode, Node, StateNode } from "../nodes.js";

export class Groups implements Layout {
  private readonly branches = new WeakMap<QueueHandle, Branch>();

  constructor(private readonly listView: CurrentListView) {}

  branch(queue: QueueHandle): Branch {
    const known = this.branches.get(queue) ?? new Branch(queue, this.listView);
    this.branches.set(queue, known);
    return known;
  }

  async roots(queues: readonly QueueHandle[]): Promise<readonly Node[]> {
    const [only] = queues;
    if (queues.length > 1 || only === undefined) return queues.map((queue) => this.branch(queue).root);
    return this.branch(only).children();
  }

  async update(changes: Changes): Promise<Update> {
    const nodes = [...changes].flatMap(([queue, states]) => this.branch(queue).stateNodes(states));
    const updated = await Promise.all(
      nodes.map(async (node) => ({ node, rows: await this.branch(node.queue).update(node) })),
    );
    return {
      replaced: updated.flatMap(({ node, rows }) => (rows === undefined ? [node] : [])),
      kept: updated.flatMap(({ node, rows }) => (rows === undefined ? [] : [node, ...rows])),
    };
  }

  showMore({ parent }: MoreNode): StateNode | undefined {
    if (parent !== undefined) this.branch(parent.queue).showMore(parent.state);
    return parent;
  }

  parentOf({ queue, row }: JobTarget): StateNode | "nowhere" {
    return this.branch(queue).openedState(row.state) ?? "nowhere";
  }

  find(queue: QueueHandle, state: JobState): Node | undefined {
    return this.branch(queue).stateNodes([state])[0];
  }
}
