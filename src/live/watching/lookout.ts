/**
 * When to look at a queue: soon after a hint at the jobs that it names, now and then at everything, and never so often
 * that looking is all that happens. A listing of 100,000 jobs takes a hundred times as long as one of a thousand, so the
 * pauses grow with it.
 */
import type { Attention } from "../live-queue.js";

/** What is looked at. */
export type Scope = "hinted" | "everything";

/** Milliseconds, and shares of the time that a look of the same scope took. */
export interface Pace {
  /** After a hint, so that the changes which come with it are seen in one look. */
  readonly settle: number;
  /** Between two looks, at least. */
  readonly rest: Readonly<Record<Attention, number>>;
  /** Between two looks at everything when no hint comes. */
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

interface Look {
  readonly end: number;
  readonly cost: number;
}

const NEVER: Look = { end: -Infinity, cost: 0 };

export class Lookout {
  private current: Attention = "idle";
  /** What has to be looked at because something changed. */
  private due: Scope | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** A look at everything is one at what was hinted, too. */
  private readonly last: Record<Scope, Look> = { hinted: NEVER, everything: NEVER };

  /** `look` must not throw. */
  constructor(
    private readonly look: (scope: Scope) => void,
    private readonly pace: Pace = PACE,
  ) {}

  /** Whether anybody can see what is looked at. */
  get isSeen(): boolean {
    return this.current !== "idle";
  }

  /** Something may have changed: what was hinted, or nobody knows what. */
  hint(scope: Scope): void {
    if (this.due === scope || this.due === "everything") return;
    this.due = scope;
    this.schedule();
  }

  /** Whoever begins to look, or to look more closely, sees what is true now: what is on the screen may be old. */
  attention(level: Attention): void {
    if (level === this.current) return;
    const { isSeen: wasSeen } = this;
    this.current = level;
    if (level === "active" || (this.isSeen && !wasSeen)) this.now("everything");
    else this.schedule();
  }

  /** Looks while nobody does, unless somebody who does would not have looked again by now. */
  catchUp(): void {
    if (!this.isSeen && performance.now() >= this.rested("everything", "active")) this.now("everything");
  }

  now(scope: Scope): void {
    if (scope === "everything" || this.due === "hinted") this.due = undefined;
    const start = performance.now();
    this.look(scope);
    const end = performance.now();
    if (scope === "everything") this.last.everything = { end, cost: end - start };
    this.last.hinted = { end, cost: scope === "hinted" ? end - start : this.last.hinted.cost };
    this.schedule();
  }

  close(): void {
    clearTimeout(this.timer);
  }

  private schedule(): void {
    clearTimeout(this.timer);
    const { poll, pollShare, settle } = this.pace;
    const { end, cost } = this.last.everything;
    const pollAt = end + Math.max(poll[this.current], pollShare * cost);
    const dueAt = this.due === undefined ? Infinity : this.rested(this.due);
    const scope = pollAt <= dueAt ? "everything" : (this.due ?? "everything");
    const wait = Math.max(this.due === undefined ? 0 : settle, Math.min(pollAt, dueAt) - performance.now());
    this.timer = setTimeout(() => this.now(scope), wait);
  }

  /** When the rest after the last look is over. */
  private rested(scope: Scope, attention = this.current): number {
    const { rest, restShare } = this.pace;
    const { end, cost } = this.last[scope];
    return end + Math.max(rest[attention], restShare * cost);
  }
}
