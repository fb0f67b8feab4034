/**
 * When to look at a queue again: soon after the system tells of a change, and every so often, because of what other
 * machines do it tells nothing.
 */
import { setTimeout as delay } from "node:timers/promises";
import { RenewedWatch } from "./renewed-watch.js";

/** How often to look, and when to stop. @category Options */
export interface PulseOptions {
  /** Seconds between two looks when the system tells nothing. Default 1. */
  readonly pollInterval?: number | undefined;
  /** Aborted: the wait ends at once, with its reason thrown. */
  readonly signal?: AbortSignal | undefined;
}

/** What to watch. */
export interface Watched {
  /** Absolute paths; they need not exist. */
  readonly folders: readonly string[];
  /** Whether a look is worth it after a change of the file, whose name the system may not know. Default: always. */
  readonly concerns?: (fileName: string | undefined) => boolean;
}

/**
 * After a hint, in milliseconds: one step of a job touches several files. After a look that took longer, for as long as
 * that, which leaves half of the time to others; but for a second at most, as what whoever listens does with a look is
 * counted too, and may take minutes.
 */
const SETTLE = 20;
const LONGEST_SETTLE = 1_000;

/** Yields at once, then whenever it is time for another look: the moment, as performance.now() says it. */
export async function* pulse(
  { folders, concerns = () => true }: Watched,
  { pollInterval = 1, signal }: PulseOptions = {},
): AsyncGenerator<number> {
  let hint = new AbortController();
  const wake = (): void => hint.abort();
  const watch = new RenewedWatch(folders, (name) => {
    if (concerns(name)) wake();
  });
  signal?.addEventListener("abort", wake);
  try {
    for (;;) {
      signal?.throwIfAborted();
      watch.renew();
      // Before the look, so that a change during it ends the pause after it.
      hint = new AbortController();
      const began = performance.now();
      yield began;
      const took = performance.now() - began;
      signal?.throwIfAborted();
      await delay(pollInterval * 1_000, undefined, { signal: hint.signal }).catch(() => undefined);
      const settle = Math.min(Math.max(SETTLE, took), LONGEST_SETTLE);
      if (hint.signal.aborted) await delay(settle, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    signal?.removeEventListener("abort", wake);
    watch.close();
  }
}
