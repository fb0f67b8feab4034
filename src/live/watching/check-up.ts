/**
 * Looks now and then at what is wrong with a queue, for as long as somebody can see what it finds: soon after they begin
 * to look or a worker has died, and then every few minutes. It lists every folder once more, so its pauses grow with what
 * it takes.
 */
import type { Finding } from "../../queue/index.js";

/** Milliseconds, and a share of the time that a check took. */
export interface CheckUpPace {
  /** After somebody began to look: the first page comes before. */
  readonly first: number;
  readonly pause: number;
  /** The same while something is wrong: who mends it wants to see that it is. */
  readonly pauseWhenIll: number;
  readonly pauseShare: number;
}

const PACE: CheckUpPace = { first: 1_000, pause: 300_000, pauseWhenIll: 60_000, pauseShare: 200 };

export class CheckUp {
  private timer: NodeJS.Timeout | undefined;
  private last: readonly Finding[] = [];
  private nextAt = -Infinity;
  /** Not before then, whatever happens. */
  private restedAt = -Infinity;

  /** `changed` is called when as many things are wrong as were not before. */
  constructor(
    private readonly glance: () => readonly Finding[],
    private readonly changed: () => void,
    private readonly pace: CheckUpPace = PACE,
  ) {}

  /** How many things were wrong at the last look. */
  get count(): number {
    return this.last.length;
  }

  /** `isSeen`: whether anybody can see what is found. */
  attend(isSeen: boolean): void {
    clearTimeout(this.timer);
    if (!isSeen) return;
    this.timer = setTimeout(() => this.checkAgain(), Math.max(this.pace.first, this.nextAt - performance.now()));
  }

  /** Something has gone wrong just now: what is known of it does not wait for the pause to end. */
  hurry(): void {
    this.nextAt = this.restedAt;
    this.attend(true);
  }

  /** Looks now. @throws what looking throws */
  check(): readonly Finding[] {
    const start = performance.now();
    const { length: before } = this.last;
    this.last = this.glance();
    const end = performance.now();
    const { pause, pauseWhenIll, pauseShare } = this.pace;
    this.restedAt = end + (end - start) * pauseShare;
    this.nextAt = Math.max(this.restedAt, end + (this.last.length > 0 ? pauseWhenIll : pause));
    if (this.last.length !== before) this.changed();
    return this.last;
  }

  close(): void {
    clearTimeout(this.timer);
  }

  private checkAgain(): void {
    try {
      this.check();
    } catch {
      // There is no queue, or none that can be read: its status says which.
      this.last = [];
      this.nextAt = performance.now() + this.pace.pause;
    }
    this.attend(true);
  }
}
