import type { JobQueue, RunningJob } from "../../src/queue/index.js";
import { Worker, type JobContext } from "../../src/worker/index.js";

/** Remembers how often it ran each job. A job of the kind `retried` fails at first. */
export class RememberingWorker extends Worker {
  constructor(
    queue: JobQueue,
    private readonly ran: Map<string, number>,
  ) {
    super(queue);
  }
  override processJob({ id, params }: RunningJob, { attempt, claim }: JobContext) {
    this.ran.set(id, (this.ran.get(id) ?? 0) + 1);
    if (params["kind"] === "retried" && attempt === 1) throw new Error("not this time");
    return { by: claim };
  }
}
