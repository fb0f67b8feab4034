/** Reads rows that nobody has asked for yet: a little at a time with rests between, so that it is never in the way. */
import type { LiveIndex } from "./live-index.js";

/** In milliseconds. */
const AT_A_TIME = 8;
const REST = 24;

export class ReadAhead {
  private timer: NodeJS.Timeout | undefined;

  /** `failed` is called where the queue went away between two looks: the next one meets it too, and says why. */
  constructor(
    private readonly index: Pick<LiveIndex, "readAhead">,
    private readonly when: { readonly isSeen: () => boolean; readonly failed: () => void },
  ) {}

  /** Goes on until all is read, or nobody sees it. */
  begin(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      try {
        if (this.when.isSeen() && this.index.readAhead(AT_A_TIME)) this.begin();
      } catch {
        this.when.failed();
      }
    }, REST);
  }

  close(): void {
    clearTimeout(this.timer);
  }
}
