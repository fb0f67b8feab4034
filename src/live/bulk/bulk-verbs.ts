/** What can be done to many jobs of a queue at one call. */
import { userInfo } from "node:os";
import {
  randomHex,
  type ChangingQueue,
  type JobParams,
  type JobState,
  type KnownPlaces,
  type TrashedJob,
  type TrashSeen,
} from "../../queue/index.js";
import { errorWords } from "../../wording/index.js";
import type { BatchResult, BulkResult, RemoveResult } from "../live-queue.js";
import { collect } from "./bulk.js";
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
      return { ids, failure: errorWords(error) };
    }
  }

  /** `made` hears of each that is in the queue now, and of the job that it came from. */
  resubmit(
    ids: readonly string[],
    watch: TaskWatch,
    made: (id: string, origin: string) => void = () => undefined,
  ): Promise<BulkResult> {
    const ends = this.queue.resubmitMany(ids, this.placesOf(ids));
    const told = ({ id }: { readonly id: string }, origin: string): string => {
      made(id, origin);
      return id;
    };
    return collect({ ids, ends, told }, watch);
  }

  async remove(ids: readonly string[], watch: TaskWatch, batch = newBatch(ids)): Promise<RemoveResult> {
    const undo: string[] = [];
    const ends = this.queue.removeMany(ids, { batch, ...this.placesOf(ids) });
    const told = ({ name, id }: TrashedJob): string => {
      undo.push(name);
      return id;
    };
    return { ...(await collect({ ids, ends, told }, watch)), undo };
  }

  /** A job that somebody has begun with stays: it may have ended meanwhile, and left results. */
  takeBack(ids: readonly string[], watch: TaskWatch): Promise<BulkResult> {
    const ends = this.queue.removeMany(ids, { batch: newBatch(ids), states: ["queued"], ...this.placesOf(ids) });
    return collect({ ids, ends, told: ownId }, watch);
  }

  trashOf(batch: string): readonly string[] {
    this.queue.finishRemovals(batch);
    const removed = this.queue.trash().filter((job) => job.batch === batch);
    return removed.map(({ name }) => name);
  }

  restore(undo: readonly string[], watch: TaskWatch): Promise<BulkResult> {
    return collect({ ids: undo, ends: this.queue.restoreMany(undo), told: (id) => id }, watch);
  }

  /** What was removed since somebody looked stays: nobody was asked about it. */
  emptyTrash(seen: TrashSeen, watch: TaskWatch): Promise<BulkResult> {
    return collect({ ids: seen.jobs, ends: this.queue.purgeSeen(seen), told: ownId }, watch);
  }

  cancel(ids: readonly string[], states: readonly JobState[], watch: TaskWatch): Promise<BulkResult> {
    const ends = this.queue.cancelMany(ids, { by: userInfo().username, states, ...this.placesOf(ids) });
    return collect({ ids, ends, told: ownId }, watch);
  }

  hold(ids: readonly string[], watch: TaskWatch): Promise<BulkResult> {
    return collect({ ids, ends: this.queue.holdMany(ids, this.placesOf(ids)), told: ownId }, watch);
  }

  release(ids: readonly string[], watch: TaskWatch): Promise<BulkResult> {
    return collect({ ids, ends: this.queue.unholdMany(ids, this.placesOf(ids)), told: ownId }, watch);
  }

  /** One look for all of them. */
  private placesOf(ids: readonly string[]): KnownPlaces {
    return { known: this.queue.scanFor(ids) };
  }
}

/** Jobs removed together can be restored together. */
function newBatch(ids: readonly string[]): string | undefined {
  return ids.length > 1 ? randomHex(6) : undefined;
}

function ownId(_value: unknown, id: string): string {
  return id;
}
