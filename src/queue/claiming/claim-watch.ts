/** What a worker looks at every second while it runs a job: is the job still mine, and does anybody want it stopped? */
import type { Store } from "../disk/store.js";
import { readCancelRequest, type CancelRequest } from "../ending/cancel-request.js";
import { heal } from "../healing/heal.js";
import type { JobState } from "../job.js";
import type { Claim } from "../owning/claim.js";

export type ClaimState =
  | { readonly kind: "mine" }
  /** Somebody took the job over: end its processes and write nothing. */
  | { readonly kind: "lost" }
  | { readonly kind: "cancelled"; readonly request: CancelRequest }
  /** A person removed the job while it ran, with Python's `rm`: end its processes. */
  | { readonly kind: "removed" };

/** Two looks so far apart find neither a file of the job nor its result directory: it was removed. */
const SECOND_LOOK_MS = 2_000;

export class ClaimWatch {
  private goneSince: number | undefined;

  constructor(
    private readonly store: Store,
    private readonly claim: Claim,
  ) {}

  look(): ClaimState {
    const { claim, store } = this;
    if (claim.isLost()) return { kind: "lost" };
    const request = readCancelRequest(store, claim.id);
    if (request !== undefined) return { kind: "cancelled", request };
    // The view may have been shown again between Python's removing it and its writing the mark.
    const hadMark = heal(store, claim.id);
    const isGone = claim.published && this.isMissing("running");
    if (hadMark || isGone) claim.viewWasGone = true;
    if (!isGone) this.goneSince = undefined;
    else if (hadMark) this.showAgain();
    else if (this.wasRemoved()) return { kind: "removed" };
    return { kind: "mine" };
  }

  /** Frozen since the look began, this worker may have lost the job: then a view of its claim would stand for nothing. */
  private showAgain(): void {
    this.claim.publish();
    if (!this.claim.isMine()) this.claim.withdraw();
  }

  /** Not so while the whole queue is away, on a share that is not mounted for a while. */
  private isMissing(state: JobState): boolean {
    const { disk, layout } = this.store;
    return disk.isMissing(layout.job(state, this.claim.id));
  }

  /** The view is gone without a mark. Python makes a job vanish for a moment too, so only the second look tells. */
  private wasRemoved(): boolean {
    const { disk, layout } = this.store;
    const { id } = this.claim;
    const isNowhere = this.isMissing("queued") && this.isMissing("failed");
    if (!isNowhere || !disk.isMissing(layout.resultDirectory(id))) {
      this.goneSince = undefined;
      this.showAgain();
      return false;
    }
    this.goneSince ??= performance.now();
    return performance.now() - this.goneSince >= SECOND_LOOK_MS;
  }
}
