/**
 * Others may have taken the jobs of whoever was frozen, and a client of a network file system still see the claims. It asks
 * the server again about a folder that it has changed itself; one of sshfs about a file that it opens.
 */
import type { Disk } from "../disk/disk.js";
import { passThrough } from "../disk/pass-through.js";
import type { Store } from "../disk/store.js";
import { hasCode } from "../disk/system-errors.js";
import { OwnSilence } from "../processes/own-silence.js";
import { randomHex } from "../random.js";

export class ClaimsAfterSilence {
  private readonly silence = new OwnSilence();

  constructor(private readonly store: Store) {}

  /** Whether a claim stands, by the path of its file. */
  stands(file: string): boolean {
    const { disk } = this.store;
    return this.surely((anew) => (anew ? disk.stands(file) : disk.exists(file)));
  }

  /** Whether somebody has taken a claim. Not so while the whole queue is away: it may come back. */
  isTaken(file: string): boolean {
    return this.surely((anew) => isTaken(this.store.disk, file, anew));
  }

  /** What a look says; where what was known may be old, a second one: `anew`, for what the server says. */
  private surely(look: (anew: boolean) => boolean): boolean {
    const seen = look(false);
    return this.askAnew() ? look(true) : seen;
  }

  /** Of several claims, those that somebody has taken. */
  taken<T>(claims: readonly T[], fileOf: (claim: T) => string): T[] {
    const anew = this.askAnew();
    return claims.filter((claim) => isTaken(this.store.disk, fileOf(claim), anew));
  }

  /** Has the server asked where this process was silent for long: true where what it saw before may be old. */
  private askAnew(): boolean {
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

function isTaken(disk: Disk, file: string, anew: boolean): boolean {
  return anew ? disk.hasGone(file) : disk.isMissing(file);
}
