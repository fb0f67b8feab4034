/** What somebody has not been told yet: they take it when they come to it, however much has come together by then. */
export class News<T> {
  private readonly untold: Set<T>;
  private any = true;
  private wake: () => void = () => undefined;

  /** Begins with news, for somebody who knows nothing yet. */
  constructor(first: Iterable<T>) {
    this.untold = new Set(first);
  }

  add(items: Iterable<T>): void {
    for (const item of items) this.untold.add(item);
    this.any = true;
    this.wake();
  }

  /** Resolves when there is some, or the signal is aborted. For one who waits at a time. */
  async come(signal: AbortSignal): Promise<void> {
    if (this.any || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const end = (): void => {
        signal.removeEventListener("abort", end);
        resolve();
      };
      signal.addEventListener("abort", end);
      this.wake = end;
    });
  }

  /** What came since the last time. */
  take(): readonly T[] {
    const taken = [...this.untold];
    this.untold.clear();
    this.any = false;
    return taken;
  }
}
