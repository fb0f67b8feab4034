/** What a queue holds, kept true by watching it in this process: for those who show it all the time, and may wait for its disk. */
import { DirqError, type JobOrDamaged, type JobQueue, type JobState } from "../queue/index.js";
import { errorWords } from "../wording/index.js";
import { Arrangement } from "./listing/arrangement.js";
import { LiveIndex } from "./live-index/live-index.js";
import type { Counts, ListView } from "./live-queue.js";
import { JobWatch } from "./watching/job-watch.js";
import { Lookout, type Scope } from "./watching/lookout.js";

/** A queue as it was found by the last look. @category What changes */
export type WatchedStatus =
  | {
      readonly kind: "ready";
      /** How many jobs each state has. */
      readonly counts: Counts;
      /** No worker of dirq's starts jobs meanwhile. */
      readonly paused: boolean;
    }
  /** There is no queue in the directory; one that is made there is seen. */
  | { readonly kind: "missing" }
  /** The queue cannot be read, and why; it is tried again. */
  | { readonly kind: "unusable"; readonly reason: string };

export class WatchedQueue {
  private readonly index: LiveIndex;
  private readonly arrangement: Arrangement;
  private readonly watch: JobWatch;
  private readonly lookout: Lookout;
  private current: WatchedStatus = { kind: "missing" };

  /** `onChange` hears the states whose jobs changed, after every look that found the queue to be another. */
  constructor(
    private readonly queue: JobQueue,
    private readonly onChange: (states: readonly JobState[]) => void,
  ) {
    this.index = new LiveIndex(queue, (ids) => this.arrangement.touch(ids));
    this.arrangement = new Arrangement(this.index);
    this.lookout = new Lookout((scope) => this.look(scope));
    this.watch = new JobWatch(queue.directory, this.index, this.lookout);
    this.lookout.attention("active");
  }

  get status(): WatchedStatus {
    return this.current;
  }

  /** Ids of one state. @throws FilterError */
  ids(state: JobState, view: ListView): Promise<readonly string[]> {
    return this.arrangement.allIds(state, view);
  }

  /** These jobs, without those that have moved on since the last look. From now on a change of their files is told. */
  jobs(ids: readonly string[]): readonly JobOrDamaged[] {
    this.index.rowsOf(ids);
    return ids.flatMap((id) => {
      const place = this.index.placeOf(id);
      return (place && this.queue.readAt(place)) ?? [];
    });
  }

  refresh(): void {
    this.lookout.now("everything");
  }

  close(): void {
    this.lookout.close();
    this.watch.close();
  }

  private look(scope: Scope): void {
    const before = JSON.stringify(this.current);
    const states = this.lookAtStates(scope);
    if (states.length > 0 || JSON.stringify(this.current) !== before) this.onChange(states);
  }

  private lookAtStates(scope: Scope): readonly JobState[] {
    try {
      const changed = this.watch.look(scope, this.current.kind === "ready");
      this.current = { kind: "ready", counts: this.index.counts(), paused: this.queue.paused };
      return changed;
    } catch (error) {
      this.current = troubleOf(error);
      return this.index.clear();
    }
  }
}

function troubleOf(error: unknown): WatchedStatus {
  if (error instanceof DirqError && error.code === "NO_QUEUE") return { kind: "missing" };
  return { kind: "unusable", reason: errorWords(error) };
}
