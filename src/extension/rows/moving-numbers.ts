/**
 * When a row is drawn anew, VS Code closes its tooltip, or keeps it from opening, and loses a click on one of its buttons
 * that was half done. A running job's numbers may move several times a second: they are drawn on a beat, and the row whose
 * tooltip is open stands still for long enough to read it.
 */
import type { Difference } from "./drawings.js";

/** From one beat to the next, in milliseconds. */
const BEAT = 2_000;
/** From the moment that a tooltip is opened, in milliseconds. */
const READ_FOR = 10_000;

export interface MovingNumbersOptions<N> {
  readonly differenceOf: (node: N) => Difference;
  /** What was left out may be drawn now: ask for what is due. */
  readonly late: () => void;
}

export class MovingNumbers<N extends object> {
  private lastBeat = -Infinity;
  /** Until when a row stands still because of its tooltip. */
  private readonly read = new WeakMap<N, number>();
  private leftOut: readonly N[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: MovingNumbersOptions<N>) {}

  /** The tooltip of a row is opened, for the first time since the row was drawn: VS Code tells of no other. */
  rested(node: N): void {
    this.read.set(node, Date.now() + READ_FOR);
  }

  /** Of rows that may show something else, and of those that were left out, those that are to be drawn anew now. */
  due(nodes: readonly N[]): readonly N[] {
    const [due, moving]: [N[], N[]] = [[], []];
    for (const node of new Set([...this.leftOut, ...nodes])) {
      const difference = this.options.differenceOf(node);
      if (difference === "words") due.push(node);
      else if (difference === "numbers") moving.push(node);
    }
    const now = Date.now();
    const isBeat = now >= this.lastBeat + BEAT;
    const moved = moving.filter((node) => isBeat && now >= this.readUntil(node));
    if (moved.length > 0) this.lastBeat = now;
    this.leftOut = moving.filter((node) => !moved.includes(node));
    this.wake(now);
    return [...due, ...moved];
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private readUntil(node: N): number {
    return this.read.get(node) ?? -Infinity;
  }

  private wake(now: number): void {
    clearTimeout(this.timer);
    if (this.leftOut.length === 0) return;
    const at = Math.max(this.lastBeat + BEAT, Math.min(...this.leftOut.map((node) => this.readUntil(node))));
    this.timer = setTimeout(this.options.late, at - now);
  }
}
