/** The Workers view's data, as VS Code asks for it: a row for each worker of each queue, and below it the jobs that it has. */
import * as vscode from "vscode";
import type { JobState } from "../../queue/job.js";
import type { Queues } from "../queues/queues.js";
import { Drawings } from "../rows/drawings.js";
import { itemOf, tooltipOf } from "./items.js";
import type { WorkerNode, WorkersNode } from "./nodes.js";
import type { TerminalsByProcess } from "./terminals.js";
import { WorkerRows } from "./worker-rows.js";

export interface WorkersProviderOptions {
  readonly queues: Queues;
  readonly terminals: TerminalsByProcess;
  /** Of the view, which is made after its provider. */
  readonly isVisible: () => boolean;
}

export class WorkersProvider implements vscode.TreeDataProvider<WorkersNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<WorkersNode[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly drawings = new Drawings<WorkersNode>((node) => this.itemOf(node));
  private readonly rows: WorkerRows;
  private readonly listeners: vscode.Disposable;

  constructor(private readonly options: WorkersProviderOptions) {
    const { queues, terminals } = options;
    this.rows = new WorkerRows({
      queues: () => queues.all,
      difference: (node) => this.drawings.difference(node),
      tell: (nodes) => this.changed.fire(nodes),
    });
    this.listeners = vscode.Disposable.from(
      queues.onDidChangeAll(() => this.redraw()),
      queues.onDidChangeWorkers(() => this.redraw()),
      // What a worker's jobs say stands in their own rows, which may be read later than its claims.
      queues.onDidChange(({ change }) => this.refreshStates(change.states)),
      queues.onDidChangeAnswering(({ answering }) => {
        if (answering.kind === "answering") this.redraw();
      }),
      terminals.onDidChange(() => this.redraw()),
    );
  }

  /** Of jobs it shows those that run. */
  refreshStates(states: readonly JobState[]): void {
    if (states.includes("running")) this.redraw();
  }

  getTreeItem(node: WorkersNode): vscode.TreeItem {
    return this.drawings.draw(node);
  }

  getChildren(node?: WorkersNode): Promise<WorkersNode[]> {
    if (node === undefined) return this.rows.workers();
    return node.kind === "worker" ? this.rows.jobs(node) : Promise.resolve([]);
  }

  /** Tooltips are made for the one row that the mouse rests on, which stands still then. */
  resolveTreeItem(item: vscode.TreeItem, node: WorkersNode): vscode.TreeItem {
    this.rows.rested(node);
    item.tooltip = tooltipOf(node);
    return item;
  }

  /** A process id means something on this machine alone. */
  terminalOf({ row }: WorkerNode): vscode.Terminal | undefined {
    return row.liveness === "alive" && row.pid !== undefined ? this.options.terminals.find(row.pid) : undefined;
  }

  dispose(): void {
    this.listeners.dispose();
    this.rows.dispose();
    this.changed.dispose();
  }

  private itemOf(node: WorkersNode): vscode.TreeItem {
    return itemOf(node, {
      severalQueues: this.options.queues.all.length > 1,
      hasTerminal: node.kind === "worker" && this.terminalOf(node) !== undefined,
    });
  }

  /** A view that nobody sees is not looked after. */
  private redraw(): void {
    if (this.options.isVisible()) this.rows.look();
    else this.rows.forget();
  }
}
