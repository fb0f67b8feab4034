/** What a worker has listed of `queued/`, the next to run first. All that is remembered here only saves listing again. */
import type { Store } from "../disk/store.js";
import { isClaimableId } from "../format/job-id.js";
import { idsIn } from "../reading/scan.js";
import { inOrderOfPriority, prioritiesIn } from "../scheduling/priority.js";

/** After so long a listing is made again, although it is not used up: jobs may have come back to its front. */
const LISTING_AGE_MS = 10_000;
/** The same while there are jobs with priorities: one may have come that goes before all that were listed. */
const PRIORITIZED_LISTING_AGE_MS = 1_000;
/** Where there is no more to list than this, it costs next to nothing to list for each job that is claimed. */
const SHORT_LISTING = 1_000;
/** After so long a job that was not accepted is looked at again: it may have been edited. */
const REFUSAL_AGE_MS = 30_000;

export class QueuedListing {
  /** The front is at the end. */
  private ids: string[] = [];
  private madeAt = -Infinity;
  /** How much there was to list. */
  private length = 0;
  /** Each of these is to be looked at, so that none is left when it is said that there is none. */
  private isLookedAtWhole = false;
  private refused = new Set<string>();
  private refusedSince = 0;

  /** `made`: hears of each listing. */
  constructor(
    private readonly store: Store,
    private readonly made: (ids: readonly string[]) => void,
  ) {}

  /** From the front of the listing, which is made anew, once, when it is used up. */
  *candidates(): Generator<string> {
    if (this.isOutdated()) this.make();
    this.isLookedAtWhole = false;
    yield* this.rest();
    this.make();
    this.isLookedAtWhole = true;
    yield* this.rest();
  }

  /** Not accepted: not to be looked at for a while. */
  refuse(id: string): void {
    this.refused.add(id);
  }

  /** A job may have come back to the front. */
  expire(): void {
    this.madeAt = -Infinity;
  }

  /**
   * Somebody has taken the job that was at the front, and takes from there as this worker does: so those behind it are gone,
   * too, up to one that is looked for in steps that double. To look at each would cost each of a hundred workers as much
   * as all of them take. What is passed over although it is there comes with the next listing.
   */
  passOverTaken(): void {
    if (this.isLookedAtWhole) return;
    let gone = -1;
    let there = 0;
    while (there < this.ids.length && !this.isThere(there)) {
      gone = there;
      there = 2 * there + 1;
    }
    there = Math.min(there, this.ids.length);
    while (there - gone > 1) {
      const between = Math.floor((gone + there) / 2);
      if (this.isThere(between)) there = between;
      else gone = between;
    }
    this.ids.length -= there;
  }

  /** `place`: from the front. */
  private isThere(place: number): boolean {
    const id = this.ids.at(-1 - place);
    return id !== undefined && this.store.disk.exists(this.store.layout.job("queued", id));
  }

  private *rest(): Generator<string> {
    for (let id = this.ids.pop(); id !== undefined; id = this.ids.pop()) {
      if (!this.refused.has(id)) yield id;
    }
  }

  private isOutdated(): boolean {
    const age = performance.now() - this.madeAt;
    if (age > LISTING_AGE_MS) return true;
    const isCheap = this.length <= SHORT_LISTING || age > PRIORITIZED_LISTING_AGE_MS;
    return isCheap && prioritiesIn(this.store).size > 0;
  }

  private make(): void {
    const now = performance.now();
    if (now - this.refusedSince > REFUSAL_AGE_MS) {
      this.refused.clear();
      this.refusedSince = now;
    }
    const ids = idsIn(this.store, "queued").filter(isClaimableId);
    // After the queue: a job has its priority before it is queued.
    const priorities = prioritiesIn(this.store);
    this.ids = inOrderOfPriority(ids, priorities).toReversed();
    this.length = ids.length + priorities.size;
    this.madeAt = now;
    this.made(this.ids);
  }
}
