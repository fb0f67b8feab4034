/** The Jobs view's data: queues, states, rows. Holds nodes, never rows; each refresh asks for a page again. */
import { setTimeout as delay } from "node:timers/promises";
import * as vscode from "vscode";
import type { JobState } from "../../queue/job.js";
import { isPaused } from "../pausing.js";
import type { QueueHandle, Queues } from "../queues.js";
import { Branch } from "./branch.js";
import { firstReport, whileAnswering } from "./answering.js";
import { itemOf } from "./items.js";
import type { CurrentListView } from "./list-view.js";
import type { ArtifactNode, JobNode, MoreNode, Node } from "./nodes.js";
import { noticesOf } from "./notices.js";
import { jobTooltip } from "./tooltip.js";

/** VS Code has drawn what it was told of, in milliseconds: it does not say when. */
const REDRAWN_AFTER = 300;

export interface JobsProviderOptions {
  readonly queues: Queues;
  readonly listView: CurrentListView;
  /** What is selected in the view, which is made after its provider. */
  readonly selection: () => readonly Node[];
}

export class JobsProvider implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Node[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly branches = new WeakMap<QueueHandle, Branch>();
  private readonly listeners: vscode.Disposable;
  /** How each row was drawn last. */
  private readonly drawn = new WeakMap<Node, string>();
  /** What is to be looked at anew, and whether that is under way. */
  private readonly pending = new Map<QueueHandle, ReadonlySet<JobState>>();
  private updating = false;
  private shape: string;

  private readonly queues: Queues;

  constructor(private readonly options: JobsProviderOptions) {
    const { queues, listView } = options;
    this.queues = queues;
    this.shape = shapeOf(queues);
    this.listeners = vscode.Disposable.from(
      listView.onDidChange(() => this.refresh()),
      queues.onDidChangeAll(() => this.refresh()),
      queues.onDidChange(({ queue, change }) => this.refreshStates(queue, change.states)),
      queues.onDidChangeAnswering((queue) => this.refreshStates(queue, [])),
    );
  }

  /** Everything, for a change that may add or remove roots. */
  refresh(): void {
    this.shape = shapeOf(this.queues);
    this.changed.fire(undefined);
  }

  /** Only the rows that changed, so that whatever else is selected, open or scrolled to stays as it is. */
  refreshStates(queue: QueueHandle, states: readonly JobState[]): void {
    if (shapeOf(this.queues) !== this.shape) this.refresh();
    else if (states.length > 0) {
      this.pending.set(queue, new Set([...(this.pending.get(queue) ?? []), ...states]));
      if (!this.updating) void this.updatePending();
    }
  }

  /** One after the other: VS Code forgets a part of the selection when it is told of more while it still draws. */
  private async updatePending(): Promise<void> {
    this.updating = true;
    try {
      await this.updateWhilePending();
    } finally {
      this.updating = false;
    }
  }

  private async updateWhilePending(): Promise<void> {
    while (this.pending.size > 0) {
      const batch = [...this.pending];
      this.pending.clear();
      const outdated = await Promise.all(batch.map(([queue, states]) => this.outdatedNodes(queue, [...states])));
      const nodes = outdated.flat();
      if (nodes.length === 0) continue;
      const replaced = nodes.some(({ kind }) => kind === "state");
      this.changed.fire(replaced && this.selectionSpansStates() ? undefined : nodes);
      if (replaced) await delay(REDRAWN_AFTER);
    }
  }

  private async outdatedNodes(queue: QueueHandle, states: readonly JobState[]): Promise<Node[]> {
    const branch = this.branch(queue);
    const outdated = await Promise.all(
      branch.stateNodes(states).map(async (node) => {
        const rows = await branch.update(node);
        const group = rows === undefined || this.isOutdated(node) ? [node] : [];
        return [...group, ...(rows ?? []).filter((row) => this.isOutdated(row))];
      }),
    );
    return outdated.flat();
  }

  private isOutdated(node: Node): boolean {
    return this.drawn.get(node) !== drawingOf(itemOf(node, Date.now()));
  }

  /** VS Code forgets a part of such a selection when its parents are refreshed one after the other, but not all at once. */
  private selectionSpansStates(): boolean {
    return new Set(this.options.selection().map(stateOf)).size > 1;
  }

  /** As `Branch.openedState`. */
  openedState(queue: QueueHandle, state: JobState): Node | undefined {
    return this.branch(queue).openedState(state);
  }

  stateNode(queue: QueueHandle, state: JobState): Node | undefined {
    return this.branch(queue).stateNodes([state])[0];
  }

  showMore({ parent }: MoreNode): void {
    const branch = this.branch(parent.queue);
    branch.showMore(parent.state);
    this.changed.fire([parent]);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const item = itemOf(node, Date.now());
    this.drawn.set(node, drawingOf(item));
    return item;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    switch (node?.kind) {
      case undefined:
        return this.roots();
      case "queue":
        return [...(await this.branch(node.queue).children())];
      case "state":
        return [...(await this.branch(node.queue).rows(node))];
      case "job":
        return this.artifacts(node, node.row.id, []);
      case "artifact":
        return this.artifacts(node, node.id, [...node.folder, node.artifact.name]);
      case "leftOut":
      case "more":
      case "notice":
        return [];
    }
  }

  private async artifacts(parent: JobNode | ArtifactNode, id: string, folder: readonly string[]): Promise<Node[]> {
    const { queue } = parent;
    const list = await whileAnswering(queue, () => queue.live.artifacts(id, folder));
    const { artifacts, left } = list ?? { artifacts: [], left: 0 };
    const nodes = artifacts.map((artifact): Node => ({ kind: "artifact", queue, id, folder, artifact, parent }));
    return left === 0 ? nodes : [...nodes, { kind: "leftOut", queue, id, folder, count: left, parent }];
  }

  getParent(node: Node): Node | undefined {
    switch (node.kind) {
      case "queue":
        return undefined;
      case "job":
      case "artifact":
      case "leftOut":
      case "more":
        return node.parent;
      case "state":
      case "notice":
        return visibleQueues(this.queues).length > 1 ? this.branch(node.queue).root : undefined;
    }
  }

  /** Tooltips cost a line of work each, so they are made for the one row that the mouse rests on. */
  resolveTreeItem(item: vscode.TreeItem, node: Node): vscode.TreeItem {
    item.tooltip = node.kind === "job" ? jobTooltip(node.row, Date.now()) : item.tooltip;
    return item;
  }

  dispose(): void {
    this.listeners.dispose();
    this.changed.dispose();
  }

  private async roots(): Promise<Node[]> {
    await Promise.all(this.queues.all.map(firstReport));
    const queues = visibleQueues(this.queues);
    const [only] = queues;
    if (queues.length > 1) return queues.map((queue) => this.branch(queue).root);
    return only === undefined || isEmpty(only) ? [] : [...(await this.branch(only).children())];
  }

  private branch(queue: QueueHandle): Branch {
    const known = this.branches.get(queue) ?? new Branch(queue, this.options.listView);
    this.branches.set(queue, known);
    return known;
  }
}

/** The state that a node stands below, however deep. */
function stateOf(node: Node): Node {
  return "parent" in node ? stateOf(node.parent) : node;
}

/** All that is seen of a row without resting on it. */
function drawingOf({ label, description, iconPath, contextValue, accessibilityInformation }: vscode.TreeItem): string {
  return JSON.stringify([label, description, iconPath, contextValue, accessibilityInformation?.label]);
}

/** A place where a queue would be by default, and is not, is only worth a row when a setting names it. */
export function visibleQueues(queues: Queues): readonly QueueHandle[] {
  const present = queues.all.filter(({ status }) => status?.kind !== "missing");
  if (present.length === 0) return [];
  return queues.all.filter((queue) => queue.configured || present.includes(queue));
}

/** An empty queue shows the view's welcome instead of four empty groups, unless something is wrong with it. */
export function isEmpty({ status, answering }: QueueHandle): boolean {
  return (
    answering.kind === "answering" &&
    status?.kind === "ready" &&
    status.problems === undefined &&
    Object.values(status.counts).every((count) => count === 0)
  );
}

/** What decides which roots there are, and which notices stand above the states. */
function shapeOf(queues: Queues): string {
  const shapes = queues.all.map((queue) => [
    queue.directory,
    queue.label,
    queue.status?.kind,
    isPaused(queue),
    noticesOf(queue),
    isEmpty(queue),
  ]);
  return JSON.stringify(shapes);
}
