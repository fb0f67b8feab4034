/** Work that is asked for at any time and done once at a time: what is asked for meanwhile is one more turn behind it. */
export class OneAtATime {
  private isAsked = false;
  private isUnderWay = false;
  private done = Promise.resolve();

  constructor(private readonly work: () => Promise<void>) {}

  /** Resolves when nothing more is asked for. Work that rejects ends its turns, until it is asked for again. */
  ask(): Promise<void> {
    this.isAsked = true;
    if (!this.isUnderWay) this.done = this.turns();
    return this.done;
  }

  private async turns(): Promise<void> {
    this.isUnderWay = true;
    try {
      while (this.isAsked) {
        this.isAsked = false;
        await this.work();
      }
    } finally {
      this.isUnderWay = false;
    }
  }
}
