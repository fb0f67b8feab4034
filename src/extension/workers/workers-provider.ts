/** The Workers view's data: a row for each worker of each queue, and below it the jobs that it has. */
import * as vscode from "vscode";
import type { QueueHandle, Queues } from "../queues.js";
import { whileAnswering } from "../tree/answering.js";
import { itemOf } from "./items.js";
import type { WorkerJobNode, WorkerNode, WorkersNode } from "./nodes.js";
import type { TerminalsByProcess } from "./terminals.js";

export class WorkersProvider implements vscode.TreeDataProvider<WorkersNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly lastRows = new WeakMap<QueueHandle, readonly WorkerNode[]>();
  private readonly listeners: vscode.Disposable;

  constructor(
    private readonly queues: Queues,
    private readonly terminals: TerminalsByProcess,
  ) {
    this.listeners = vscode.Disposable.from(
      queues.onDidChangeAll(() => this.changed.fire()),
      queues.onDidChangeWorkers(() => this.changed.fire()),
      // What a worker's jobs say stands in their own rows, which may be read later than its claims.
      queues.onDidChange(({ change }) => {
        if (change.states.includes("running")) this.changed.fire();
      }),
      terminals.onDidChange(() => this.changed.fire()),
    );
  }

  getTreeItem(node: WorkersNode): vscode.TreeItem {
    return itemOf(node, {
      severalQueues: this.queues.all.length > 1,
      hasTerminal: node.kind === "worker" && this.terminalOf(node) !== undefined,
    });
  }

  async getChildren(node?: WorkersNode): Promise<WorkersNode[]> {
    if (node === undefined) return (await Promise.all(this.queues.all.map((queue) => this.workers(queue)))).flat();
    return node.kind === "worker" ? this.jobs(node) : [];
  }

  /** A process id means something on this machine alone. */
  terminalOf({ row }: WorkerNode): vscode.Terminal | undefined {
    return row.liveness === "alive" && row.pid !== undefined ? this.terminals.find(row.pid) : undefined;
  }

  dispose(): void {
    this.listeners.dispose();
    this.changed.dispose();
  }

  /** Those of before while the queue's process does not answer. */
  private async workers(queue: QueueHandle): Promise<readonly WorkerNode[]> {
    const rows = await whileAnswering(queue, () => queue.live.workers());
    if (rows !== undefined)
      this.lastRows.set(
        queue,
        rows.map((row) => ({ kind: "worker", queue, row })),
      );
    return this.lastRows.get(queue) ?? [];
  }

  private async jobs(worker: WorkerNode): Promise<WorkerJobNode[]> {
    const { queue } = worker;
    const rows = await whileAnswering(queue, () => queue.live.rows(worker.row.jobs));
    return (rows ?? []).map((row) => ({ kind: "job", queue, row, worker }));
  }
}
