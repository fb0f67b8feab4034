/**
 * When to look at a queue: soon after a hint, now and then without one, and never so often that looking is all that
 * happens. A look at 100,000 jobs takes a hundred times as long as one at a thousand, so the pauses grow with it.
 */
import type { Attention } from "./live-queue.js";

/** Milliseconds, and shares of the time that a look took. */
export interface Pace {
  /** After a hint, so that the changes which come with it are seen in one look. */
  readonly settle: number;
  /** Between two looks, at least. */
  readonly rest: Readonly<Record<Attention, number>>;
  /** Between two looks when no hint comes. */
  readonly poll: Readonly<Record<Attention, number>>;
  /** A pause is at least so many times as long as the last look took. */
  readonly restShare: number;
  readonly pollShare: number;
}

const PACE: Pace = {
  settle: 25,
  rest: { active: 150, background: 1000, idle: 10_000 },
  poll: { active: 1000, background: 5000, idle: 10_000 },
  restShare: 4,
  pollShare: 20,
};

export class Lookout {
  private current: Attention = "idle";
  private hinted = false;
  private timer: NodeJS.Timeout | undefined;
  private lastEnd = -Infinity;
  private lastCost = 0;

  /** `look` must not throw. */
  constructor(
    private readonly look: () => void,
    private readonly pace: Pace = PACE,
  ) {}

  /** Whether anybody can see what is looked at. */
  get isSeen(): boolean {
    return this.current !== "idle";
  }

  /** Something may have changed. */
  hint(): void {
    if (this.hinted) return;
    this.hinted = true;
    this.schedule();
  }

  /** Whoever begins to look, or to look more closely, sees what is true now: what is on the screen may be old. */
  attention(level: Attention): void {
    if (level === this.current) return;
    const { isSeen: wasSeen } = this;
    this.current = level;
    if (level === "active" || (this.isSeen && !wasSeen)) this.now();
    else this.schedule();
  }

  now(): void {
    this.hinted = false;
    const start = performance.now();
    this.look();
    this.lastEnd = performance.now();
    this.lastCost = this.lastEnd - start;
    this.schedule();
  }

  close(): void {
    clearTimeout(this.timer);
  }

  private schedule(): void {
    clearTimeout(this.timer);
    const { rest, poll, restShare, pollShare, settle } = this.pace;
    const pause = this.hinted
      ? Math.max(rest[this.current], restShare * this.lastCost)
      : Math.max(poll[this.current], pollShare * this.lastCost);
    const wait = Math.max(this.hinted ? settle : 0, this.lastEnd + pause - performance.now());
    this.timer = setTimeout(() => this.now(), wait);
  }
}
