/**
 * Tells in a window that jobs have ended, in one message at a time. What happens within a second is one piece of news, and
 * while a message is open further news are gathered for the next.
 */
import type { EndedJobs, JobRow } from "../../live/live-queue.js";
import type { JobTarget, QueueHandle } from "../queues/queues.js";
import {
  askedFor,
  isEmpty,
  NOTHING,
  onlyAskedFor,
  together,
  worthTelling,
  type Gathered,
  type Wanted,
} from "./gathered.js";

/** Jobs end in bursts; in milliseconds. */
const SETTLE = 1000;
/** A message that was before a person's eyes for so long without an answer does not hold back the next; in milliseconds. */
const READ_AFTER = 30_000;

/** What the desk needs of VS Code. */
export interface NewsWindow {
  readonly focused: boolean;
  wanted(): Wanted;
  /** Whether the person has the job before their eyes. */
  sees(job: JobTarget): boolean;
  /** Whether the person asked to hear of the job: `addAskedFor` tells of it. */
  isAskedFor(job: JobTarget): boolean;
  /** Resolves when the message was answered or closed, and what was asked for is done. */
  tell(news: Gathered): PromiseLike<unknown>;
}

export class NewsDesk {
  private gathered = NOTHING;
  private settling: NodeJS.Timeout | undefined;
  /** The message that is open now. */
  private open: object | undefined;
  private reading: NodeJS.Timeout | undefined;

  constructor(private readonly window: NewsWindow) {}

  add(queue: QueueHandle, ended: EndedJobs): void {
    const news = worthTelling(queue, ended, {
      wanted: this.window.wanted(),
      leaveOut: (job) => this.window.isAskedFor(job) || (this.window.focused && this.window.sees(job)),
    });
    this.gather(news);
  }

  /** Whatever else is wanted or was seen. */
  addAskedFor(queue: QueueHandle, rows: readonly JobRow[]): void {
    this.gather(askedFor(queue, rows));
  }

  /** The window is worked in now, or no more: time in which nobody looks does not count. */
  focusChanged(): void {
    clearTimeout(this.reading);
    const { open } = this;
    if (open === undefined || !this.window.focused) return;
    this.reading = setTimeout(() => this.closed(open), READ_AFTER);
  }

  dispose(): void {
    clearTimeout(this.settling);
    clearTimeout(this.reading);
  }

  private gather(news: Gathered): void {
    if (isEmpty(news)) return;
    this.gathered = together(this.gathered, news);
    this.settling ??= setTimeout(() => this.settled(), SETTLE);
  }

  private settled(): void {
    this.settling = undefined;
    if (this.open !== undefined || isEmpty(this.gathered)) return;
    const news = this.gathered;
    this.gathered = NOTHING;
    const open = {};
    this.open = open;
    this.focusChanged();
    void this.window.tell(news).then(
      () => this.closed(open),
      () => this.closed(open),
    );
  }

  private closed(message: object): void {
    if (this.open !== message) return;
    this.open = undefined;
    clearTimeout(this.reading);
    // Muted meanwhile: what nobody asked for is not wanted any more.
    if (this.window.wanted() === "never") this.gathered = onlyAskedFor(this.gathered);
    if (this.settling === undefined) this.settled();
  }
}
