/** A worker, and each of its jobs, keeps its node for as long as it is shown, so that VS Code can be told to draw that one row anew. */
import type { JobRow, WorkerRow } from "../../live/live-queue.js";
import type { QueueHandle } from "../queues/queues.js";
import { areSame } from "../rows/same-rows.js";
import type { WorkerJobNode, WorkerNode } from "./nodes.js";

interface KeptWorkerNode extends WorkerNode {
  row: WorkerRow;
}

interface KeptJobNode extends WorkerJobNode {
  row: JobRow;
}

export class WorkerNodes {
  private readonly workersOf = new WeakMap<QueueHandle, ReadonlyMap<string, KeptWorkerNode>>();
  private readonly jobsOf = new WeakMap<WorkerNode, ReadonlyMap<string, KeptJobNode>>();

  /** Those of before where there are no new rows, because the queue's process does not answer. */
  workers(queue: QueueHandle, rows: readonly WorkerRow[] | undefined): readonly WorkerNode[] {
    const before = this.workersOf.get(queue) ?? new Map<string, KeptWorkerNode>();
    const make = (row: WorkerRow): KeptWorkerNode => ({ kind: "worker", queue, row });
    const now = rows === undefined ? before : kept(rows, { keyOf: ({ worker }) => worker, before, make });
    this.workersOf.set(queue, now);
    return [...now.values()];
  }

  jobs(worker: WorkerNode, rows: readonly JobRow[] | undefined): readonly WorkerJobNode[] {
    const before = this.jobsOf.get(worker) ?? new Map<string, KeptJobNode>();
    const make = (row: JobRow): KeptJobNode => ({ kind: "job", queue: worker.queue, row, worker });
    const now = rows === undefined ? before : kept(rows, { keyOf: ({ id }) => id, before, make });
    this.jobsOf.set(worker, now);
    return [...now.values()];
  }

  /** Each worker with its jobs. */
  shown(queues: readonly QueueHandle[]): ShownWorkers {
    const workers = queues.flatMap((queue) => [...(this.workersOf.get(queue)?.values() ?? [])]);
    return new Map(workers.map((worker) => [worker, [...(this.jobsOf.get(worker)?.values() ?? [])]]));
  }
}

export type ShownWorkers = ReadonlyMap<WorkerNode, readonly WorkerJobNode[]>;

/** The workers that have other jobs below them than before; undefined where there are other workers. */
export function workersWithOtherJobs(before: ShownWorkers, now: ShownWorkers): readonly WorkerNode[] | undefined {
  if (!areSame([...before.keys()], [...now.keys()])) return undefined;
  return [...now].filter(([worker, jobs]) => !areSame(before.get(worker) ?? [], jobs)).map(([worker]) => worker);
}

interface Keeping<R, N extends { row: R }> {
  readonly keyOf: (row: R) => string;
  readonly before: ReadonlyMap<string, N>;
  readonly make: (row: R) => N;
}

function kept<R, N extends { row: R }>(rows: readonly R[], { keyOf, before, make }: Keeping<R, N>): Map<string, N> {
  return new Map(
    rows.map((row) => {
      const node = before.get(keyOf(row)) ?? make(row);
      node.row = row;
      return [keyOf(row), node];
    }),
  );
}
