/** Notices that a process has stopped answering, by the oldest question that it has not answered. */

/** All in milliseconds. */
export interface PatienceTimes {
  /** So long an answer may take before anybody is told. */
  readonly silent: number;
  readonly tick: number;
  /** A process that has said nothing for so long is asked something. */
  readonly ask: number;
}

/** Whoever looks at a queue is told within 5 s of its last word: it is asked after 1.5 s at most, and has 2.5 s to answer. */
const TIMES: PatienceTimes = { silent: 2500, tick: 500, ask: 1000 };

export interface PatienceOptions {
  /** Asks the process for anything, through `during`. */
  readonly ask: () => void;
  /** Called every tick while a question is open for too long, with the time (ms since the epoch) of it or of the last word. */
  readonly silent: (sinceMs: number) => void;
  readonly times?: PatienceTimes | undefined;
}

export class Patience {
  private readonly asked = new Set<{ readonly at: number }>();
  private readonly times: PatienceTimes;
  private readonly timer: NodeJS.Timeout;
  private lastHeard = Date.now();
  private lastTick = Date.now();

  constructor(private readonly options: PatienceOptions) {
    this.times = options.times ?? TIMES;
    this.timer = setInterval(() => this.tick(), this.times.tick);
    this.timer.unref();
  }

  /** Counts the question as open until it is answered, well or badly. */
  async during<T>(question: () => Promise<T>): Promise<T> {
    const entry = { at: Date.now() };
    this.asked.add(entry);
    try {
      return await question();
    } finally {
      this.asked.delete(entry);
    }
  }

  /** The process said something, whatever it was. */
  heard(): void {
    this.lastHeard = Date.now();
  }

  close(): void {
    clearInterval(this.timer);
  }

  private tick(): void {
    const now = Date.now();
    // This process itself stood still, for example with a machine that slept: what was said meanwhile it has not read yet.
    if (now - this.lastTick > this.times.silent) this.lastHeard = now;
    this.lastTick = now;
    const [oldest] = this.asked;
    // It may be busy with a long answer to an old question while it answers others, so its last word counts as well.
    const since = oldest === undefined ? now : Math.max(oldest.at, this.lastHeard);
    if (now - since > this.times.silent) {
      this.options.silent(since);
    } else if (oldest === undefined && now - this.lastHeard > this.times.ask) {
      this.options.ask();
    }
  }
}
