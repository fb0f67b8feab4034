/** The Workers view's data: a row for each worker of each queue. */
import * as vscode from "vscode";
import type { QueueHandle, Queues, WorkerTarget } from "../queues.js";
import { whileAnswering } from "../tree/answering.js";
import { workerItem } from "./items.js";

export class WorkersProvider implements vscode.TreeDataProvider<WorkerTarget>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly lastRows = new WeakMap<QueueHandle, readonly WorkerTarget[]>();
  private readonly listeners: vscode.Disposable;

  constructor(private readonly queues: Queues) {
    this.listeners = vscode.Disposable.from(
      queues.onDidChangeAll(() => this.changed.fire()),
      queues.onDidChangeWorkers(() => this.changed.fire()),
    );
  }

  getTreeItem(target: WorkerTarget): vscode.TreeItem {
    return workerItem(target, { severalQueues: this.queues.all.length > 1 });
  }

  async getChildren(parent?: WorkerTarget): Promise<WorkerTarget[]> {
    return parent === undefined ? (await Promise.all(this.queues.all.map((queue) => this.rows(queue)))).flat() : [];
  }

  dispose(): void {
    this.listeners.dispose();
    this.changed.dispose();
  }

  /** Those of before while the queue's process does not answer. */
  private async rows(queue: QueueHandle): Promise<readonly WorkerTarget[]> {
    const rows = await whileAnswering(queue, () => queue.live.workers());
    if (rows !== undefined)
      this.lastRows.set(
        queue,
        rows.map((row) => ({ queue, row })),
      );
    return this.lastRows.get(queue) ?? [];
  }
}
