/** Which rows the Workers view has, found with one question to each queue, and which of them have to be drawn anew. */
import type { QueueHandle } from "../queues/queues.js";
import { whileAnsweringOrLogged } from "../queues/answering.js";
import type { Difference } from "../rows/drawings.js";
import { MovingNumbers } from "../rows/moving-numbers.js";
import { OneAtATime } from "../one-at-a-time.js";
import type { WorkerJobNode, WorkerNode, WorkersNode } from "./nodes.js";
import { type ShownWorkers, WorkerNodes, workersWithOtherJobs } from "./worker-nodes.js";

export interface WorkerRowsOptions {
  readonly queues: () => readonly QueueHandle[];
  readonly difference: (node: WorkersNode) => Difference;
  /** Undefined: the view as a whole. */
  readonly tell: (nodes: WorkersNode[] | undefined) => void;
}

export class WorkerRows {
  private readonly nodes = new WorkerNodes();
  private readonly numbers: MovingNumbers<WorkersNode>;
  private readonly looks = new OneAtATime(() => this.tellWhatChanged());
  /** As they were found last; undefined while they may be others, and nobody looks. */
  private found: Promise<ShownWorkers> | undefined;

  constructor(private readonly options: WorkerRowsOptions) {
    this.numbers = new MovingNumbers({ differenceOf: options.difference, late: () => this.look() });
  }

  /** Something may have changed: finds out what, and tells of it. */
  look(): void {
    void this.looks.ask();
  }

  /** The same while nobody sees the view. Then VS Code asks for everything when it is shown. */
  forget(): void {
    this.found = undefined;
    this.options.tell(undefined);
  }

  /** The mouse rests on a row, whose tooltip is to be read. */
  rested(node: WorkersNode): void {
    this.numbers.rested(node);
  }

  /** What was found to see what changed: until VS Code has its answer a click on a row is lost. */
  async workers(): Promise<WorkerNode[]> {
    return [...(await this.shown()).keys()];
  }

  async jobs(worker: WorkerNode): Promise<WorkerJobNode[]> {
    return [...((await this.shown()).get(worker) ?? [])];
  }

  dispose(): void {
    this.numbers.dispose();
  }

  private shown(): Promise<ShownWorkers> {
    return this.found ?? this.find();
  }

  /** Only where something has changed: a row that is drawn anew loses its tooltip, and a click that is half done. */
  private async tellWhatChanged(): Promise<void> {
    const before = this.nodes.shown(this.options.queues());
    const now = await this.find();
    const regrouped = workersWithOtherJobs(before, now);
    if (regrouped === undefined) return this.options.tell(undefined);
    const others = [...now].filter(([worker]) => !regrouped.includes(worker));
    const nodes = [...regrouped, ...this.numbers.due(others.flatMap(([worker, jobs]) => [worker, ...jobs]))];
    if (nodes.length > 0) this.options.tell(nodes);
  }

  private find(): Promise<ShownWorkers> {
    const queues = this.options.queues();
    const found = Promise.all(queues.map((queue) => this.findIn(queue))).then(() => this.nodes.shown(queues));
    return (this.found = found);
  }

  private async findIn(queue: QueueHandle): Promise<void> {
    const workers = this.nodes.workers(queue, await whileAnsweringOrLogged(queue, () => queue.live.workers()));
    const ids = workers.flatMap(({ row }) => row.jobs);
    const rows = ids.length === 0 ? [] : await whileAnsweringOrLogged(queue, () => queue.live.rows(ids));
    const byId = rows && new Map(rows.map((row) => [row.id, row]));
    for (const worker of workers) {
      this.nodes.jobs(worker, byId && worker.row.jobs.flatMap((id) => byId.get(id) ?? []));
    }
  }
}
