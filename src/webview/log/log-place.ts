/**
 * Where one is in a log: at its end for as long as one stays there, or at a line, which stays where it is on the screen
 * whatever comes and goes above it.
 */

/** Zoomed pages scroll by fractions of a pixel. */
const END_TOLERANCE = 4;

export interface LogPlaceListener {
  /** Whether the end can be seen may be another thing now. */
  moved(): void;
  /** It is followed again. */
  cameBack(): void;
  scrolled(): void;
}

export class LogPlace {
  /** What scrolls. */
  readonly view = document.createElement("div");
  private readonly resized = new ResizeObserver(() => {
    this.height = this.view.clientHeight;
    this.keep();
    this.listener.moved();
  });
  /** Of the view, as `resized` saw it last. */
  private height = 0;
  private following = true;
  private restoreTo: number | undefined;
  /** How far it was scrolled from here, until somebody scrolls: of that, too, an event tells, in the frame after. */
  private placed: number | undefined;

  /** `lines`: one element for each, in the view. */
  constructor(
    private readonly lines: HTMLElement,
    private readonly listener: LogPlaceListener,
  ) {
    this.view.tabIndex = 0;
    this.view.classList.add("log-view");
    this.view.addEventListener("scroll", () => {
      if (this.isSomebodysScrolling()) {
        this.placed = undefined;
        this.follow(this.isAtEnd());
      }
      this.listener.scrolled();
    });
  }

  /** For as long as the view is part of the page. */
  observe(connected: boolean): void {
    if (connected) this.resized.observe(this.view);
    else this.resized.disconnect();
  }

  get isFollowing(): boolean {
    return this.following;
  }

  follow(following: boolean): void {
    const again = following && !this.following;
    this.following = following;
    this.listener.moved();
    if (again) this.listener.cameBack();
  }

  jumpToEnd(): void {
    this.follow(true);
    this.keep();
    this.view.focus();
  }

  /** How far it is scrolled; undefined while it follows. */
  get scrolled(): number | undefined {
    return this.following ? undefined : this.view.scrollTop;
  }

  /** Goes to a place that `scrolled` gave, as soon as there is text to scroll. */
  restore(scrolled: number | undefined): void {
    this.follow(scrolled === undefined);
    this.restoreTo = scrolled;
    this.keep();
  }

  /** The first line that can be seen whole, and the last that can be seen. */
  visible(): readonly [number, number] {
    const { scrollTop, clientHeight } = this.view;
    const [first, last] = [this.lineAt(scrollTop), this.lineAt(scrollTop + clientHeight)];
    const top = (this.lines.children[first] as HTMLElement | undefined)?.offsetTop ?? 0;
    return [top < scrollTop && first < last ? first + 1 : first, last];
  }

  /** In the middle, unless it can be seen already; and there it stays, whatever comes. */
  reveal(match: Range): void {
    this.follow(false);
    const at = match.getBoundingClientRect();
    const seen = this.view.getBoundingClientRect();
    const { clientHeight, clientWidth } = this.view;
    if (at.top < seen.top || at.bottom > seen.top + clientHeight) {
      this.view.scrollTop += at.top - seen.top - clientHeight / 2;
    }
    if (at.left < seen.left || at.right > seen.left + clientWidth) {
      this.view.scrollLeft += at.left - seen.left - clientWidth / 2;
    }
    this.placed = this.view.scrollTop;
  }

  /** Whoever reads goes on reading the same line after a change of the lines. */
  keepDuring(change: () => void): void {
    const top = this.following ? undefined : this.lines.children[this.lineAt(this.view.scrollTop)];
    const before = top?.getBoundingClientRect().top ?? 0;
    change();
    if (top?.isConnected) this.view.scrollTop += top.getBoundingClientRect().top - before;
    this.keep();
    this.listener.moved();
  }

  private keep(): void {
    if (this.following) {
      this.view.scrollTop = this.view.scrollHeight;
      this.placed = this.view.scrollTop;
    } else if (this.restoreTo !== undefined && this.lines.childElementCount > 0 && this.view.clientHeight > 0) {
      this.view.scrollTop = this.restoreTo;
      this.restoreTo = undefined;
    }
  }

  private isSomebodysScrolling(): boolean {
    const { clientHeight, scrollTop } = this.view;
    // What comes above it makes it less high before `resized` hears of it.
    return clientHeight > 0 && clientHeight === this.height && scrollTop !== this.placed;
  }

  isAtEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.view;
    return scrollHeight - scrollTop - clientHeight <= END_TOLERANCE;
  }

  /** The index of the line that is painted at this height, by halving: there may be thousands. */
  private lineAt(height: number): number {
    const { children } = this.lines;
    let [low, high] = [0, Math.max(0, children.length - 1)];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const line = children[middle] as HTMLElement;
      if (line.offsetTop + line.offsetHeight > height) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
