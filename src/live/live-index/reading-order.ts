/** In which order files are read that nobody has asked for: what changed last, then everything there is. */

/** After more changes than these everything is gone through again: it takes no longer. */
const MOST_NEWS = 1000;

export class ReadingOrder {
  private news: string[] = [];
  private all: readonly (readonly string[])[] = [];
  private list = 0;
  private place = 0;

  /** Forgets what came before. The lists are not to be changed any more. */
  begin(all: readonly (readonly string[])[]): void {
    this.news = [];
    this.all = all;
    this.list = 0;
    this.place = 0;
  }

  /** These before all others; false where they are so many that it is time to begin again. */
  first(ids: readonly string[]): boolean {
    if (this.news.length + ids.length > MOST_NEWS) return false;
    this.news.push(...ids);
    return true;
  }

  next(): string | undefined {
    const id = this.news.pop();
    if (id !== undefined) return id;
    for (; this.list < this.all.length; this.list++, this.place = 0) {
      const next = this.all[this.list]?.[this.place++];
      if (next !== undefined) return next;
    }
    return undefined;
  }
}
