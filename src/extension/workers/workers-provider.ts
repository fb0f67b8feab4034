/** The Workers view's data: a row for each worker of each queue, and below it the jobs that it has. */
import * as vscode from "vscode";
import type { JobState } from "../../queue/job.js";
import type { QueueHandle, Queues } from "../queues.js";
import { whileAnswering } from "../tree/answering.js";
import { Drawings } from "../tree/drawings.js";
import { MovingNumbers } from "../tree/moving-numbers.js";
import { OneAtATime } from "../tree/one-at-a-time.js";
import { itemOf } from "./items.js";
import type { WorkerNode, WorkersNode } from "./nodes.js";
import type { TerminalsByProcess } from "./terminals.js";
import { WorkerNodes } from "./worker-nodes.js";

export interface WorkersProviderOptions {
  readonly queues: Queues;
  readonly terminals: TerminalsByProcess;
  /** Of the view, which is made after its provider. */
  readonly isVisible: () => boolean;
}

export class WorkersProvider implements vscode.TreeDataProvider<WorkersNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<WorkersNode[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly nodes = new WorkerNodes();
  private readonly drawings = new Drawings<WorkersNode>((node) => this.itemOf(node));
  private readonly numbers = new MovingNumbers();
  private readonly listeners: vscode.Disposable;
  private readonly looks = new OneAtATime(() => this.tellWhatChanged());

  constructor(private readonly options: WorkersProviderOptions) {
    const { queues, terminals } = options;
    this.listeners = vscode.Disposable.from(
      queues.onDidChangeAll(() => this.changed.fire(undefined)),
      queues.onDidChangeWorkers(() => this.changed.fire(undefined)),
      // What a worker's jobs say stands in their own rows, which may be read later than its claims.
      queues.onDidChange(({ change }) => {
        this.refreshStates(change.states);
      }),
      terminals.onDidChange(() => this.changed.fire(undefined)),
    );
  }

  /** Of jobs it shows those that run. */
  refreshStates(states: readonly JobState[]): void {
    if (states.includes("running")) this.redraw();
  }

  getTreeItem(node: WorkersNode): vscode.TreeItem {
    return this.drawings.draw(node);
  }

  async getChildren(node?: WorkersNode): Promise<WorkersNode[]> {
    const { queues } = this.options;
    if (node === undefined) return (await Promise.all(queues.all.map((queue) => this.workers(queue)))).flat();
    return node.kind === "worker" ? [...(await this.jobs(node))] : [];
  }

  /** A process id means something on this machine alone. */
  terminalOf({ row }: WorkerNode): vscode.Terminal | undefined {
    return row.liveness === "alive" && row.pid !== undefined ? this.options.terminals.find(row.pid) : undefined;
  }

  dispose(): void {
    this.listeners.dispose();
    this.changed.dispose();
  }

  private itemOf(node: WorkersNode): vscode.TreeItem {
    return itemOf(node, {
      severalQueues: this.options.queues.all.length > 1,
      hasTerminal: node.kind === "worker" && this.terminalOf(node) !== undefined,
    });
  }

  /** A view that nobody sees is not looked after: VS Code asks for everything when it is shown. */
  private redraw(): void {
    if (this.options.isVisible()) this.looks.ask();
    else this.changed.fire(undefined);
  }

  /** While a row is drawn anew a click on it is lost, and so is its tooltip: only where something has changed. */
  private async tellWhatChanged(): Promise<void> {
    const queues = this.options.queues.all;
    const before = this.nodes.shown(queues);
    const workers = (await Promise.all(queues.map((queue) => this.workers(queue)))).flat();
    await Promise.all(workers.map((worker) => this.jobs(worker)));
    const now = this.nodes.shown(queues);
    const isSame = now.length === before.length && now.every((node, index) => node === before[index]);
    if (!isSame) return this.changed.fire(undefined);
    const nodes = this.numbers.due(now, (node) => this.drawings.difference(node));
    if (nodes.length > 0) this.changed.fire([...nodes]);
  }

  private async workers(queue: QueueHandle): Promise<readonly WorkerNode[]> {
    return this.nodes.workers(queue, await whileAnswering(queue, () => queue.live.workers()));
  }

  private async jobs(worker: WorkerNode): Promise<readonly WorkersNode[]> {
    const { live } = worker.queue;
    return this.nodes.jobs(worker, await whileAnswering(worker.queue, () => live.rows(worker.row.jobs)));
  }
}
