/** What tells the time: an argument, so that tests can let it pass. */

export interface Clocks {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds that never jump. */
  readonly monotonic: () => number;
}

export const REAL_CLOCKS: Clocks = { now: () => Date.now(), monotonic: () => performance.now() };
