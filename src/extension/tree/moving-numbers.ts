/**
 * When a row is drawn anew, VS Code closes its tooltip and loses a click that was half done. A running job's progress may
 * move several times a second: such rows are left alone for long enough to read them, and what was left out is seen at the
 * clock's next tick.
 */
import type { Difference } from "./drawings.js";

/** Less than the clock's tick, in milliseconds. */
const STILL_FOR = 4_500;

export class MovingNumbers {
  private lastMoved = -Infinity;

  /** Of rows that may show something else, those that are to be drawn anew now. */
  due<N>(nodes: readonly N[], differenceOf: (node: N) => Difference): readonly N[] {
    const now = Date.now();
    const mayMove = now - this.lastMoved >= STILL_FOR;
    return nodes.filter((node) => {
      const difference = differenceOf(node);
      if (difference !== "numbers") return difference === "words";
      if (mayMove) this.lastMoved = now;
      return mayMove;
    });
  }
}
