/** Long work in pieces, between which whoever asks something else gets an answer. */
import { setImmediate } from "node:timers/promises";

/** The most that is done without letting a question through, in milliseconds. */
const SLICE = 15;

export async function inTurns<T>(things: Iterable<T>, deal: (thing: T) => void): Promise<void> {
  let end = performance.now() + SLICE;
  for (const thing of things) {
    deal(thing);
    if (performance.now() < end) continue;
    await setImmediate();
    end = performance.now() + SLICE;
  }
}
