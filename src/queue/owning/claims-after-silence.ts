/**
 * Others may have taken the jobs of whoever was frozen, and a client of a network file system still see the claims. It asks
 * the server again about a folder that it has changed itself.
 */
import { passThrough } from "../disk/pass-through.js";
import type { Store } from "../disk/store.js";
import { hasCode } from "../disk/system-errors.js";
import { OwnSilence } from "../processes/own-silence.js";
import { randomHex } from "../random.js";

export class ClaimsAfterSilence {
  private readonly silence = new OwnSilence();

  constructor(private readonly store: Store) {}

  /** What a look at claims says, by what the server says where what was known may be old: that is the look `anew`. */
  surely(look: (anew: boolean) => boolean): boolean {
    const seen = look(false);
    return this.askAnew() ? look(true) : seen;
  }

  /** Has the server asked where this process was silent for long: true where what it saw before may be old. */
  askAnew(): boolean {
    const { disk, layout } = this.store;
    try {
      return this.silence.whenLong(() => passThrough(disk, [layout.claims], randomHex(6)));
    } catch (error) {
      // The whole queue is away. Once it is back, the next look asks.
      if (!hasCode(error, "ENOENT")) throw error;
      return false;
    }
  }
}
