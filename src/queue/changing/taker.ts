/** Whoever takes jobs only to move them on. */
import { passThrough } from "../disk/pass-through.js";
import type { Store } from "../disk/store.js";
import { bringToAnEnd, moveOn } from "../ending/bring-to-an-end.js";
import { rollForward } from "../ending/publish.js";
import type { ClaimName } from "../format/layout.js";
import type { Place, Places } from "../format/place.js";
import type { ClaimTokens } from "../owning/claim-tokens.js";
import { livenessOf } from "../processes/identity.js";
import { randomHex } from "../random.js";
import { workerOf } from "../reading/claim-key.js";
import { claimsIn, locate } from "../reading/scan.js";

/** Where a job is by now that is to be changed. */
export interface FoundPlace extends Place {
  /** Somebody had begun to move it on and did not live to: it is here since this look. */
  readonly broughtBack: boolean;
}

export class Taker {
  /** The r-claims that it works on at this moment. */
  readonly working = new Set<string>();

  constructor(
    readonly store: Store,
    private readonly tokens: ClaimTokens,
  ) {}

  /** Names an r-claim. */
  newToken(): string {
    return this.tokens.toMoveOn();
  }

  /**
   * Where a job is that is to be changed. One that somebody had begun to move on and did not live to, or this process when
   * the disk failed, is brought back first: nothing of it runs, and no worker need come by for that.
   */
  locate(id: string, known?: Places): FoundPlace | undefined {
    const place = this.locateWithClaim(id, known);
    const broughtBack = place?.state === "queued" && place.claim !== undefined && this.isLeft(place.claim);
    if (broughtBack) this.bringBack(id, place.claim);
    const now = broughtBack ? locate(this.store, id) : place;
    return now && { ...now, broughtBack };
  }

  /** What runs without a claim runs under Python, unless a client of a network file system remembers an older listing of claims. */
  private locateWithClaim(id: string, known?: Places): Place | undefined {
    const { store } = this;
    const place = locate(store, id, known);
    if (place?.state !== "running" || place.claim !== undefined) return place;
    passThrough(store.disk, [store.layout.claims], randomHex(6));
    // A Python worker that ends it takes it away for a moment.
    return locate(store, id) ?? place;
  }

  /** Completes the end of a job that was moved on only to be ended; false where nobody was cut off in that. */
  bringForward(id: string, claims: readonly ClaimName[]): boolean {
    const left = claims.find(
      (name) => name.id === id && name.part === "done" && name.movesOn && this.isLeft(name.claim),
    );
    return left !== undefined && rollForward(this.store, id, left.claim);
  }

  /** A worker that cannot be seen from here may live; for how long it has been silent only other workers know. */
  private isLeft(claim: string): boolean {
    const worker = workerOf(claim);
    return worker === this.tokens.worker ? !this.working.has(claim) : livenessOf(worker) === "dead";
  }

  private bringBack(id: string, claim: string): void {
    const names = claimsIn(this.store).filter((name) => name.id === id && name.claim === claim);
    bringToAnEnd(this.store, names, (dead) => moveOn(this.store, dead, this.newToken()));
  }
}
