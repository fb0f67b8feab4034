/** Operations on many jobs that are under way, each by the word that whoever asked for it goes by. */

/** How an operation that may take long looks at whoever asked for it. */
export interface TaskWatch {
  /** Aborted once they want no more of it. */
  readonly signal: AbortSignal;
  /** How many are dealt with by now. */
  readonly tell: (count: number) => void;
}

export class Tasks {
  private readonly running = new Map<string, AbortController>();

  constructor(private readonly tell: (task: string, count: number) => void) {}

  /** Without a word nobody hears of it, and nobody stops it. */
  async during<T>(task: string | undefined, operate: (watch: TaskWatch) => Promise<T>): Promise<T> {
    const stop = new AbortController();
    if (task === undefined) return operate({ signal: stop.signal, tell: () => {} });
    this.running.set(task, stop);
    try {
      return await operate({ signal: stop.signal, tell: (count) => this.tell(task, count) });
    } finally {
      this.running.delete(task);
    }
  }

  /** One that has ended, or never was, cannot be stopped any more. */
  stop(task: string): void {
    this.running.get(task)?.abort();
  }
}
