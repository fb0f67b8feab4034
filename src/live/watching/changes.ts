/** Jobs that came, moved on or went, as a queue's directory shows it: from the names of files alone. */
import { type JobQueue, type JobState, type Place } from "../../queue/index.js";
import { pulse, type PulseOptions } from "./pulse.js";
import { MISSED, patiently, stateFolders } from "./until-ended.js";

/**
 * One job's move from one state to another. States that it passed through between two looks are not told.
 * @category What changes
 */
export interface StateChange {
  /** The job's. */
  readonly id: string;
  /** Undefined for a job that is new, or was restored. */
  readonly from: JobState | undefined;
  /** Undefined for a job that was removed. */
  readonly to: JobState | undefined;
}

/** What changes from this call on. @throws DirqError NO_QUEUE; QUEUE_UNUSABLE when it is away for 30 s */
export function changes(queue: JobQueue, when: PulseOptions = {}): AsyncGenerator<StateChange> {
  // A generator does nothing before it is first asked: what changes until then would be missed.
  return changesSince(queue.scan(), queue, when);
}

async function* changesSince(
  found: ReadonlyMap<string, Place>,
  queue: JobQueue,
  when: PulseOptions,
): AsyncGenerator<StateChange> {
  const known = new States(found);
  const folders = stateFolders(queue);
  for await (const found of patiently(() => queue.scan(), pulse({ folders }, when))) yield* known.update(found);
}

/** What was last told of each job. */
class States {
  private readonly states = new Map<string, JobState>();
  /** Since when a job is in no folder. */
  private readonly missed = new Map<string, number>();

  constructor(found: ReadonlyMap<string, Place>) {
    for (const { id, state } of found.values()) this.states.set(id, state);
  }

  /** All that is told is noted before the first is told: whoever listens may stop at any. */
  update(found: ReadonlyMap<string, Place>): StateChange[] {
    const told = [...this.moved(found), ...this.gone(found)];
    for (const { id, to } of told) {
      if (to === undefined) this.states.delete(id);
      else this.states.set(id, to);
    }
    return told;
  }

  private moved(found: ReadonlyMap<string, Place>): StateChange[] {
    return [...found.values()]
      .map(({ id, state }) => ({ id, from: this.states.get(id), to: state }))
      .filter(({ from, to }) => from !== to)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  private gone(found: ReadonlyMap<string, Place>): StateChange[] {
    const now = performance.now();
    for (const id of this.missed.keys()) if (found.has(id)) this.missed.delete(id);
    const gone: StateChange[] = [];
    for (const [id, from] of this.states) {
      if (found.has(id)) continue;
      const since = this.missed.get(id) ?? now;
      this.missed.set(id, since);
      if (now - since < MISSED) continue;
      this.missed.delete(id);
      gone.push({ id, from, to: undefined });
    }
    return gone;
  }
}
