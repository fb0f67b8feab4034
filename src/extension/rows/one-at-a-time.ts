/** Work that is asked for at any time and done once at a time: what is asked for meanwhile is one more turn behind it. */
export class OneAtATime {
  private underWay = false;
  private isAsked = false;

  constructor(private readonly work: () => Promise<void>) {}

  ask(): void {
    this.isAsked = true;
    if (!this.underWay) void this.turns();
  }

  private async turns(): Promise<void> {
    this.underWay = true;
    try {
      while (this.isAsked) {
        this.isAsked = false;
        await this.work();
      }
    } finally {
      this.underWay = false;
    }
  }
}
