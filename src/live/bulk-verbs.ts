/** What can be done to many jobs of a queue at one call. */
import { userInfo } from "node:os";
import { randomHex, type JobParams, type JobState, type ChangingQueue, type KnownPlaces } from "../queue/index.js";
import { onEach } from "./bulk.js";
import type { BatchResult, BulkResult } from "./live-queue.js";
import type { TaskWatch } from "./tasks.js";

/** So many jobs are submitted before anybody is told, or can stop it. */
const SUBMITTED_AT_ONCE = 64;

export class BulkVerbs {
  constructor(private readonly queue: ChangingQueue) {}

  /** Checks all of them before the first is submitted. What fails once some are in the queue is told beside their ids. */
  async submit(
    jobs: readonly JobParams[],
    { batch }: { readonly batch: string },
    { signal, tell }: TaskWatch,
  ): Promise<BatchResult> {
    this.queue.paramsToSubmit(jobs, { batch });
    const ids: string[] = [];
    try {
      while (ids.length < jobs.length && !signal.aborted) {
        const next = jobs.slice(ids.length, ids.length + SUBMITTED_AT_ONCE);
        await this.queue.submitManyMeanwhile(next, { batch }, (id) => ids.push(id));
        tell(ids.length);
      }
      return { ids };
    } catch (error) {
      if (ids.length === 0) throw error;
      return { ids, failure: error instanceof Error ? error.message : String(error) };
    }
  }

  async resubmit(ids: readonly string[], watch: TaskWatch): Promise<BulkResult> {
    const known = this.placesOf(ids);
    return onEach(ids, (id) => this.queue.resubmit(id, known).id, watch);
  }

  async remove(ids: readonly string[], watch: TaskWatch): Promise<BulkResult & { readonly undo: readonly string[] }> {
    const undo: string[] = [];
    const batch = ids.length > 1 ? randomHex(6) : undefined;
    const remove = (id: string, known: KnownPlaces): number =>
      undo.push(this.queue.remove(id, { batch, ...known }).name);
    return { ...(await this.onJobs(ids, remove, watch)), undo };
  }

  /** A job that somebody has begun with stays: it may have ended meanwhile, and left results. */
  takeBack(ids: readonly string[], watch: TaskWatch): Promise<BulkResult> {
    const batch = ids.length > 1 ? randomHex(6) : undefined;
    return this.onJobs(ids, (id, known) => this.queue.remove(id, { batch, states: ["queued"], ...known }), watch);
  }

  restore(undo: readonly string[], watch: TaskWatch): Promise<BulkResult> {
    return onEach(undo, (name) => this.queue.restore(name), watch);
  }

  /** What is removed meanwhile stays: nobody was asked about it. */
  async emptyTrash(watch: TaskWatch): Promise<BulkResult> {
    const start = performance.now();
    const names = this.queue.trash().map(({ name }) => name);
    const purge = (name: string): string => {
      this.queue.purge(name);
      return name;
    };
    const result = await onEach(names, purge, watch);
    // What else lies there has no name to be asked for by. Names tell the time in whole seconds.
    const seconds = (performance.now() - start) / 1000 + 1;
    if (!watch.signal.aborted) this.queue.emptyTrash({ olderThan: seconds });
    return result;
  }

  cancel(ids: readonly string[], states: readonly JobState[], watch: TaskWatch): Promise<BulkResult> {
    const by = userInfo().username;
    return this.onJobs(ids, (id, known) => this.queue.cancel(id, { by, states, ...known }), watch);
  }

  hold(ids: readonly string[], watch: TaskWatch): Promise<BulkResult> {
    return this.onJobs(ids, (id, known) => this.queue.hold(id, known), watch);
  }

  release(ids: readonly string[], watch: TaskWatch): Promise<BulkResult> {
    return this.onJobs(ids, (id, known) => this.queue.unhold(id, known), watch);
  }

  /** Each is told by its own id. */
  private async onJobs(
    ids: readonly string[],
    operate: (id: string, known: KnownPlaces) => unknown,
    watch: TaskWatch,
  ): Promise<BulkResult> {
    const known = this.placesOf(ids);
    const onJob = (id: string): string => {
      operate(id, known);
      return id;
    };
    return onEach(ids, onJob, watch);
  }

  /** One look for all of them. */
  private placesOf(ids: readonly string[]): KnownPlaces {
    return { known: this.queue.scanFor(ids) };
  }
}
