/** Long work in pieces, between which whoever asks something else gets an answer. */
import { setImmediate } from "node:timers/promises";

/** The most that is done without letting a question through, in milliseconds. */
const SLICE = 15;

/** One piece of the work after another. */
export class Turn {
  private end = performance.now() + SLICE;

  get isOver(): boolean {
    return performance.now() >= this.end;
  }

  /** Lets questions through, and begins the next piece. */
  async next(): Promise<void> {
    await setImmediate();
    this.end = performance.now() + SLICE;
  }
}

export async function inTurns<T>(things: Iterable<T>, deal: (thing: T) => void): Promise<void> {
  const turn = new Turn();
  for (const thing of things) {
    deal(thing);
    if (turn.isOver) await turn.next();
  }
}
