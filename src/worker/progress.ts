/** From the most explicit to the most guessed. */
const SOURCES = ["file", "terminal sequence", "progress bar"] as const;
export type ProgressSource = (typeof SOURCES)[number];

/** Each report becomes a write into the job's file, which may lie on a network file system. */
const SHORTEST_INTERVAL_MS = 200;

/**
 * Makes one progress of several sources: once a more explicit one has spoken the others are not heard any more, so that
 * the inner bars of a job that reports its own progress do not make it jump.
 */
export class Progress {
  private rank: number = SOURCES.length;
  private latest: number | undefined;
  private reported: number | undefined;
  private pause: NodeJS.Timeout | undefined;

  constructor(private readonly report: (progress: number) => void) {}

  hear(source: ProgressSource, value: number): void {
    const rank = SOURCES.indexOf(source);
    if (rank > this.rank) return;
    this.rank = rank;
    this.latest = value;
    if (this.pause === undefined) this.reportNews();
  }

  /** Says what is still unsaid, then nothing more. */
  close(): void {
    clearTimeout(this.pause);
    this.reportNews();
    clearTimeout(this.pause);
  }

  private reportNews(): void {
    this.pause = undefined;
    if (this.latest === undefined || this.latest === this.reported) return;
    this.reported = this.latest;
    this.pause = setTimeout(() => this.reportNews(), SHORTEST_INTERVAL_MS);
    this.report(this.latest);
  }
}
