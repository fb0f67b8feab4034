/** A queue being watched from inside this process: the engine behind `LiveQueue`. Its owner may wait for the disk. */
import type { watch as watchFolder } from "node:fs";
import type { ChangingQueue, Finding, JobParams, JobState, KillProcesses, TrashSeen } from "../queue/index.js";
import { BrowsedQueue } from "./browsed-queue.js";
import { BulkVerbs } from "./bulk/bulk-verbs.js";
import { Tasks, type TaskWatch } from "./bulk/tasks.js";
import type {
  BatchResult,
  BulkResult,
  LiveQueue,
  LiveQueueEvents,
  RemoveResult,
  StopRequest,
  SubmitChoices,
} from "./live-queue.js";

/** Which jobs may be others after an operation, by what it returned; more than it knows of where it throws. */
type Touched<T> = "all" | ((result: T) => readonly string[]);

const theOne = (id: string): readonly string[] => [id];
const theDone = ({ done }: BulkResult): readonly string[] => done;
const nobody = (): readonly string[] => [];

export interface LocalQueueOptions {
  /** Refuses whatever would change the queue: the window does not trust the folder. */
  readonly readOnly: boolean;
  /** Ends what is left of a job whose worker has died, before it is queued again. */
  readonly killProcesses: KillProcesses;
  /** What to use instead of fs.watch, for tests. */
  readonly watch?: typeof watchFolder;
}

export class LocalQueue extends BrowsedQueue implements LiveQueue {
  private readonly verbs: BulkVerbs;
  private readonly tasks: Tasks;

  constructor(
    queue: ChangingQueue,
    events: LiveQueueEvents,
    private readonly options: LocalQueueOptions,
  ) {
    super(queue, events, options);
    this.verbs = new BulkVerbs(queue);
    this.tasks = new Tasks((task, count) => events.progressed(task, count));
  }

  async create(): Promise<void> {
    await this.change("create a jobs directory", () => this.queue.create());
  }

  submit(params: JobParams, { retries }: SubmitChoices = {}): Promise<string> {
    return this.change("submit a job", () => this.queue.submit(params, { retries }).id, theOne);
  }

  submitMany(jobs: readonly JobParams[], options: { readonly batch: string }, task?: string): Promise<BatchResult> {
    return this.changeMany("submit jobs", { task, touched: ({ ids }) => ids }, (watch) =>
      this.verbs.submit(jobs, options, watch),
    );
  }

  resubmit(ids: readonly string[], task?: string): Promise<BulkResult> {
    const made = (id: string, origin: string): void => this.index.noteResubmission(origin, id);
    return this.changeMany("resubmit", { task, touched: theDone }, (watch) => this.verbs.resubmit(ids, watch, made));
  }

  resubmitEdited(id: string, text: string): Promise<string> {
    return this.change("submit an edited job", () => this.queue.resubmitEdited(id, text).id, theOne);
  }

  remove(ids: readonly string[], task?: string, batch?: string): Promise<RemoveResult> {
    return this.changeMany("delete", { task, touched: () => ids }, (watch) => this.verbs.remove(ids, watch, batch));
  }

  takeBack(ids: readonly string[], task?: string): Promise<BulkResult> {
    return this.changeMany("delete", { task, touched: () => ids }, (watch) => this.verbs.takeBack(ids, watch));
  }

  trashOf(batch: string): Promise<readonly string[]> {
    return this.change("undo", () => this.verbs.trashOf(batch), nobody);
  }

  restore(undo: readonly string[], task?: string): Promise<BulkResult> {
    return this.changeMany("restore", { task, touched: theDone }, (watch) => this.verbs.restore(undo, watch));
  }

  emptyTrash(seen: TrashSeen, task?: string): Promise<BulkResult> {
    return this.changeMany("empty the trash", { task, touched: nobody }, (watch) => this.verbs.emptyTrash(seen, watch));
  }

  cancel(ids: readonly string[], states: readonly JobState[], task?: string): Promise<BulkResult> {
    return this.changeMany("cancel", { task, touched: () => ids }, (watch) => this.verbs.cancel(ids, states, watch));
  }

  hold(ids: readonly string[], task?: string): Promise<BulkResult> {
    return this.changeMany("hold", { task, touched: () => ids }, (watch) => this.verbs.hold(ids, watch));
  }

  release(ids: readonly string[], task?: string): Promise<BulkResult> {
    return this.changeMany("release", { task, touched: () => ids }, (watch) => this.verbs.release(ids, watch));
  }

  stop(task: string): Promise<void> {
    this.tasks.stop(task);
    return Promise.resolve();
  }

  async pause(): Promise<void> {
    await this.change("pause the queue", () => this.queue.pause(), nobody);
  }

  async resume(): Promise<void> {
    await this.change("resume the queue", () => this.queue.resume(), nobody);
  }

  async mend(problem: Finding): Promise<void> {
    await this.change("mend a queue", () => this.queue.mendOne(problem, this.options.killProcesses));
    this.checkUp.check();
  }

  async stopWorker(worker: string, request: StopRequest): Promise<void> {
    await this.change("stop a worker", () => this.queue.stopWorker(worker, request), nobody);
  }

  /**
   * Does what changes the queue, and looks at the jobs that it touched at once: whoever asked wants to see it. What touches
   * others than those that it says is seen because a watch tells of them, or at the next listing.
   */
  private async change<T>(attempt: string, operate: () => T | Promise<T>, touched: Touched<T> = "all"): Promise<T> {
    if (this.options.readOnly) {
      throw new Error(`Cannot ${attempt} in Restricted Mode. Trust this folder to change its jobs.`);
    }
    let ids: readonly string[] | "all" = "all";
    try {
      const result = await operate();
      if (touched !== "all") ids = touched(result);
      return result;
    } finally {
      if (ids !== "all") for (const id of ids) this.index.hint(id);
      this.lookout.now(ids === "all" ? "everything" : "hinted");
    }
  }

  private changeMany<T>(
    attempt: string,
    { task, touched }: { readonly task: string | undefined; readonly touched: (result: T) => readonly string[] },
    operate: (watch: TaskWatch) => Promise<T>,
  ): Promise<T> {
    return this.change(attempt, () => this.tasks.during(task, operate), touched);
  }
}
