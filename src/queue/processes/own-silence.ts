/** Whether this process was itself silent for so long, frozen or on a machine that slept, that others took it for dead. */
import { REAL_CLOCKS, type Clocks } from "../clocks.js";
import { LEASE_MS } from "./beat-observer.js";

/** Less than a lease: its last beats may have been lost, or seen late. */
const LONG_MS = LEASE_MS / 3;

export class OwnSilence {
  private heard: Moment;

  constructor(private readonly clocks: Clocks = REAL_CLOCKS) {
    this.heard = this.now();
  }

  /**
   * Acts where it was silent for long since the last call, or since it was made; true where it was.
   * @throws what `act` throws; the next call acts again then
   */
  whenLong(act: () => void): boolean {
    const now = this.now();
    const isLong = passed(this.heard, now) >= LONG_MS;
    if (isLong) act();
    // Not when that was done: it may have been frozen again since.
    this.heard = now;
    return isLong;
  }

  private now(): Moment {
    return { wall: this.clocks.now(), monotonic: this.clocks.monotonic() };
  }
}

interface Moment {
  readonly wall: number;
  readonly monotonic: number;
}

/** By the clock that says more: one stands still while the machine sleeps, the other may be set back. */
function passed(from: Moment, to: Moment): number {
  return Math.max(to.wall - from.wall, to.monotonic - from.monotonic);
}
