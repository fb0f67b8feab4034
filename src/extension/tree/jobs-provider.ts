/** The Jobs view's data, as VS Code asks for it. Which rows there are is the layout's business. */
import * as vscode from "vscode";
import type { JobState } from "../../queue/job.js";
import type { QueueHandle, Queues } from "../queues/queues.js";
import { firstReport } from "../queues/answering.js";
import { artifactNodes } from "./artifact-nodes.js";
import { Drawings, type Difference } from "../rows/drawings.js";
import { FlatList } from "./layouts/flat-list.js";
import { Groups } from "./layouts/groups.js";
import { itemOf } from "./items/items.js";
import type { Layout } from "./layouts/layout.js";
import type { CurrentListView } from "./list-view.js";
import type { MoreNode, Node } from "./nodes.js";
import { Redrawing } from "./redrawing.js";
import { jobTooltip } from "../rows/job-tooltip.js";
import { isEmpty, shapeOf, visibleQueues } from "./visible-queues.js";

export interface JobsProviderOptions {
  readonly queues: Queues;
  readonly listView: CurrentListView;
  /** What is selected in the view, which is made after its provider. */
  readonly selection: () => readonly Node[];
}

export class JobsProvider implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Node[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly queues: Queues;
  private readonly groups: Groups;
  private readonly flatList: FlatList;
  private readonly drawings = new Drawings<Node>((node) => itemOf(node, Date.now()));
  private readonly redrawing: Redrawing;
  private readonly listeners: vscode.Disposable;
  private shape: string;

  constructor(private readonly options: JobsProviderOptions) {
    const { queues, listView, selection } = options;
    this.queues = queues;
    this.groups = new Groups(listView);
    this.flatList = new FlatList(listView);
    this.shape = shapeOf(queues);
    this.redrawing = new Redrawing({
      update: (changes) => this.layout.update(changes),
      difference: (node) => this.difference(node),
      selection,
      tell: (nodes) => this.changed.fire(nodes),
    });
    this.listeners = vscode.Disposable.from(
      listView.onDidChange(() => this.refresh()),
      queues.onDidChangeAll(() => this.refresh()),
      queues.onDidChange(({ queue, change }) => this.refreshStates(queue, change.states)),
      queues.onDidSearch(({ queue, state }) => this.refreshStates(queue, [state])),
      queues.onDidChangeAnswering((queue) => this.refreshStates(queue, [])),
    );
  }

  get layout(): Layout {
    return this.options.listView.layout === "list" ? this.flatList : this.groups;
  }

  /** Everything, for a change that may add or remove roots. */
  refresh(): void {
    this.shape = shapeOf(this.queues);
    // The groups see to that themselves when VS Code asks for them.
    this.flatList.forget();
    this.redrawing.addAll();
  }

  refreshStates(queue: QueueHandle, states: readonly JobState[]): void {
    if (shapeOf(this.queues) !== this.shape) this.refresh();
    else this.redrawing.add(queue, states);
  }

  showMore(node: MoreNode): void {
    const parent = this.layout.showMore(node);
    this.changed.fire(parent && [parent]);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    this.redrawing.asked();
    return this.drawings.draw(node);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    const children = await this.childrenOf(node);
    this.redrawing.asked();
    return children;
  }

  /** Only of a running job do the numbers move by themselves; those of others say what has happened. */
  private difference(node: Node): Difference {
    const difference = this.drawings.difference(node);
    const mayMove = node.kind === "job" && node.row.state === "running";
    return difference === "numbers" && !mayMove ? "words" : difference;
  }

  private async childrenOf(node?: Node): Promise<Node[]> {
    switch (node?.kind) {
      case undefined:
        return this.roots();
      case "queue":
        return [...(await this.groups.branch(node.queue).children())];
      case "state":
        return [...(await this.groups.branch(node.queue).rows(node))];
      case "job":
      case "artifact":
        return artifactNodes(node);
      case "leftOut":
      case "more":
      case "notice":
      case "noJobs":
      case "searching":
        return [];
    }
  }

  getParent(node: Node): Node | undefined {
    switch (node.kind) {
      case "queue":
      case "noJobs":
      case "searching":
        return undefined;
      case "job":
      case "artifact":
      case "leftOut":
      case "more":
        return node.parent;
      case "notice":
        return node.namesQueue ? undefined : this.rootOf(node.queue);
      case "state":
        return this.rootOf(node.queue);
    }
  }

  /** Undefined where there is only one. */
  private rootOf(queue: QueueHandle): Node | undefined {
    return visibleQueues(this.queues).length > 1 ? this.groups.branch(queue).root : undefined;
  }

  /** Tooltips cost a line of work each, so they are made for the one row that the mouse rests on. */
  resolveTreeItem(item: vscode.TreeItem, node: Node): vscode.TreeItem {
    this.redrawing.rested(node);
    item.tooltip = node.kind === "job" ? jobTooltip(node.row, Date.now()) : item.tooltip;
    return item;
  }

  dispose(): void {
    this.listeners.dispose();
    this.redrawing.dispose();
    this.changed.dispose();
  }

  private async roots(): Promise<Node[]> {
    await Promise.all(this.queues.all.map(firstReport));
    const queues = visibleQueues(this.queues);
    const [only] = queues;
    if (queues.length === 1 && only !== undefined && isEmpty(only)) return [];
    return [...(await this.layout.roots(queues))];
  }
}
