/**
 * Whether workers that cannot be seen as processes (on other machines, or before a reboot) have gone silent: their
 * beat has not moved for 90 s. Only the observer's monotonic clock counts; no two machines' clocks are compared.
 */
import type { Store } from "../disk/store.js";
import { readPresence } from "./presence.js";

/** A worker that is silent for longer loses its jobs to whoever watches it. */
export const LEASE_MS = 90_000;
const MIN_LOOKS = 3;
/** An observer that was itself asleep has not seen anything meanwhile. */
const MAX_COUNTED_MS = 30_000;

interface Observation {
  /** Undefined: the presence file is gone, which is a counter that does not move. */
  readonly beat: number | undefined;
  readonly silentMs: number;
  readonly looks: number;
  readonly lookedAt: number;
}

export class BeatObserver {
  private readonly observations = new Map<string, Observation>();

  constructor(
    private readonly store: Store,
    private readonly clock: () => number,
  ) {}

  /** Looks once at each of these workers, forgets all others, and returns those that are silent for good. */
  look(workers: ReadonlySet<string>): Set<string> {
    for (const worker of this.observations.keys()) if (!workers.has(worker)) this.observations.delete(worker);
    return new Set([...workers].filter((worker) => this.isSilent(worker)));
  }

  private isSilent(worker: string): boolean {
    const lookedAt = this.clock();
    const beat = readPresence(this.store, worker)?.beat;
    const before = this.observations.get(worker);
    const moved = before === undefined || before.beat !== beat;
    const silentMs = moved ? 0 : before.silentMs + Math.min(MAX_COUNTED_MS, lookedAt - before.lookedAt);
    const looks = moved ? 1 : before.looks + 1;
    this.observations.set(worker, { beat, silentMs, looks, lookedAt });
    return looks >= MIN_LOOKS && silentMs >= LEASE_MS;
  }
}
