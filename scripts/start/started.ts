/** What was started and must end with us, on Ctrl-C too. */

interface Stoppable {
  readonly stop: () => Promise<void>;
}

export class Started {
  private readonly parts: Stoppable[] = [];

  /** Settles when a signal asks this process to end. A second signal ends it without waiting. */
  readonly interrupted = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.once(signal, () => {
        resolve();
        process.once(signal, () => process.exit(130));
      });
    }
  });

  /** Takes charge of something, and returns it. */
  add<Part extends Stoppable>(part: Part): Part {
    this.parts.push(part);
    return part;
  }

  /** Ends everything, what was started last first. */
  async stop(): Promise<void> {
    for (const part of this.parts.reverse()) await part.stop();
    this.parts.length = 0;
  }
}
