/** What the Workers view is made of. */
import type { JobTarget, WorkerTarget } from "../queues/queues.js";

export type WorkersNode = WorkerNode | WorkerJobNode;

export interface WorkerNode extends WorkerTarget {
  readonly kind: "worker";
}

/** A job that a worker has, below it. */
export interface WorkerJobNode extends JobTarget {
  readonly kind: "job";
  readonly worker: WorkerNode;
}
