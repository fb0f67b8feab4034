/** Work that holds the window's extensions up for some milliseconds each time: the first at once, then one in each turn. */
export class TurnByTurn {
  private readonly waiting: (() => void)[] = [];
  private isTaken = false;

  run(work: () => void): void {
    if (this.isTaken) {
      this.waiting.push(work);
      return;
    }
    this.isTaken = true;
    setImmediate(() => this.next());
    work();
  }

  private next(): void {
    this.isTaken = false;
    const work = this.waiting.shift();
    if (work !== undefined) this.run(work);
  }
}
