/** Sleep that can be cut short: a call to `wake` while nobody sleeps makes the next sleep end at once. */
export class WakeUp {
  private pending = false;
  private wakeSleeper: (() => void) | undefined;

  wake(): void {
    this.pending = true;
    this.wakeSleeper?.();
  }

  async wait(ms: number): Promise<void> {
    if (!this.pending) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.wakeSleeper = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.wakeSleeper = undefined;
    this.pending = false;
    // A hint is told from within the reading of hints, which goes on while there are more. Whoever made some right there
    // would hear of nothing else any more: of no signal, no timer, no ended process.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
