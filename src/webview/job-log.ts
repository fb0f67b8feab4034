/**
 * `<dirq-log>`: a job's output as it arrives. It stays at the end for as long as it is there; whoever scrolls up is left
 * where they read, and gets a button that leads back. The page never holds more than some thousand lines.
 */
import type { EarlierOutput, HeldOutput } from "../live/live-queue.js";
import { EarlierNote } from "./earlier-note.js";
import { JumpButton } from "./jump-button.js";
import { LogFinder } from "./log-finder.js";
import { FOLLOWING, linesTooMany, MOST_WAITING, READING } from "./log-room.js";
import type { Searched } from "./find-words.js";
import { paintLine } from "./terminal-paint.js";
import { terminalLines, TerminalText, type Line } from "./terminal-text.js";

/** Zoomed pages scroll by fractions of a pixel. */
const END_TOLERANCE = 4;

export class JobLog extends HTMLElement {
  /** Called when the person wants the whole file. */
  openAll: () => void = () => undefined;
  /** Called when more came than there is room for: the end has to be sent anew. */
  followAgain: () => void = () => undefined;
  /** Called when the person wants more of what stands before what is held. */
  showEarlier: (held: Omit<HeldOutput, "attempt">) => void = () => undefined;

  private readonly view = document.createElement("div");
  private readonly note = new EarlierNote({ showEarlier: () => this.askForEarlier(), openAll: () => this.openAll() });
  private readonly list = document.createElement("div");
  private readonly jump = new JumpButton(() => this.jumpToEnd());
  private readonly finder = new LogFinder(this);
  private readonly resized = new ResizeObserver(() => this.keepPlace());

  private terminal = new TerminalText();
  /** What is painted, line by line, so that it can be painted again in another theme. */
  lines: Line[] = [];
  private waiting = "";
  private waitingEnd = 0;
  /** Where the lines end in the log, in bytes. */
  private endByte = 0;
  /** Whether an answer to `showEarlier` would still fit: the lines begin where they did. */
  private asked = false;
  /** Since when what comes is not shown here: there was no room for it. */
  private detached = false;
  private frame: number | undefined;
  private following = true;
  private restoreTo: number | undefined;

  connectedCallback(): void {
    if (this.childElementCount === 0) this.build();
    this.resized.observe(this.view);
  }

  disconnectedCallback(): void {
    this.resized.disconnect();
  }

  /** Whether long lines go on in the next row, or to the right. */
  set wrap(wrap: boolean) {
    if (this.view.classList.contains("unwrapped") === !wrap) return;
    this.keepingTopLine(() => this.view.classList.toggle("unwrapped", !wrap));
  }

  /** Shows this text alone. */
  start(text: string, skippedBytes: number, endByte: number): void {
    this.clear();
    this.detached = false;
    this.note.earlier = skippedBytes === 0 ? "none" : "more";
    this.add(text, endByte);
  }

  add(text: string, endByte: number): void {
    if (text === "") return;
    this.waiting += text;
    this.waitingEnd = endByte;
    if (this.detached || this.waiting.length > MOST_WAITING) this.detach();
    // However fast pieces come, once per frame is what can be seen.
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.draw();
    });
  }

  /** What stands before the lines that are held. */
  addBefore({ text, skippedBytes }: EarlierOutput): void {
    if (!this.asked) return;
    this.asked = false;
    const added = terminalLines(text).slice(0, -1);
    this.keepingTopLine(() => {
      this.note.earlier = skippedBytes === undefined ? "elsewhere" : skippedBytes === 0 ? "none" : "more";
      this.list.prepend(...added.map(paintLine));
    });
    this.lines = [...added, ...this.lines];
    if (this.lines.length > READING.lines - FOLLOWING.lines && !this.note.isAll) this.note.earlier = "elsewhere";
    this.finder.linesChanged(-added.length);
  }

  clear(): void {
    this.terminal = new TerminalText();
    this.lines = [];
    this.waiting = "";
    this.list.replaceChildren();
    this.note.earlier = "none";
    this.asked = false;
    this.finder.linesChanged(0);
  }

  /** In the colours of the theme as it is now. */
  repaint(): void {
    this.list.replaceChildren(...this.lines.map(paintLine));
    this.finder.linesChanged(0);
  }

  find(): void {
    this.finder.open();
  }

  /** How far it is scrolled; undefined while it follows. */
  get place(): number | undefined {
    return this.following ? undefined : this.view.scrollTop;
  }

  /** Goes to a place that `place` gave, as soon as there is text to scroll. */
  restore(place: number | undefined): void {
    this.follow(place === undefined);
    this.restoreTo = place;
    this.keepPlace();
  }

  get painted(): HTMLCollection {
    return this.list.children;
  }

  get searched(): Searched {
    const openEnd = this.lines.at(-1)?.length === 0 ? 1 : 0;
    return { lines: this.lines.length - openEnd, all: this.note.isAll };
  }

  visible(): readonly [number, number] {
    const { scrollTop, clientHeight } = this.view;
    const [first, last] = [this.lineAt(scrollTop), this.lineAt(scrollTop + clientHeight)];
    const top = (this.list.children[first] as HTMLElement | undefined)?.offsetTop ?? 0;
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
  }

  private build(): void {
    this.list.className = "log-lines";
    this.list.role = "log";
    this.list.ariaLabel = "Output";
    // Read out as it comes, a training's log would never let a screen reader's user go.
    this.list.ariaLive = "off";

    this.view.tabIndex = 0;
    this.view.classList.add("log-view");
    this.view.append(this.note.element, this.list);
    this.view.addEventListener("scroll", () => {
      if (this.view.clientHeight > 0) this.follow(this.isAtEnd());
      this.finder.scrolled();
    });
    this.finder.bar.openAll = () => this.openAll();
    this.append(this.finder.bar, this.view, this.jump.element);
  }

  private draw(): void {
    if (this.detached) {
      if (this.following) this.followAgain();
      return;
    }
    const changed = this.terminal.write(this.waiting);
    // The first that changed replaces the line that was still open.
    const kept = Math.max(0, this.lines.length - 1);
    const all = [...this.lines.slice(0, kept), ...changed];
    const tooMany = linesTooMany(all, this.following ? FOLLOWING : READING);
    if (tooMany > 0 && kept > 0 && !this.following) {
      this.detach();
      return;
    }
    this.jump.came(changed.length - 1);
    this.waiting = "";
    this.endByte = this.waitingEnd;
    const dropped = Math.min(kept, tooMany);
    const added = all.slice(Math.max(kept, tooMany));
    if (tooMany > 0) this.asked = false;
    this.keepingTopLine(() => {
      if (tooMany > 0) this.note.earlier = "more";
      this.list.lastElementChild?.remove();
      for (let count = 0; count < dropped; count++) this.list.firstElementChild?.remove();
      this.list.append(...added.map(paintLine));
    });
    this.lines = all.slice(tooMany);
    this.finder.linesChanged(dropped);
  }

  /** Only counts from now on what comes, until the end is sent anew. */
  private detach(): void {
    this.detached = true;
    this.jump.came(this.waiting.split("\n").length - 1);
    this.waiting = "";
  }

  private askForEarlier(): void {
    // What has come and is not drawn yet counts as held.
    if (this.waiting !== "") this.draw();
    this.follow(false);
    this.asked = true;
    this.showEarlier({ endByte: this.endByte, lineEnds: Math.max(0, this.lines.length - 1) });
  }

  /** Whoever reads goes on reading the same line, whatever came and went above it. */
  private keepingTopLine(change: () => void): void {
    const top = this.following ? undefined : this.list.children[this.lineAt(this.view.scrollTop)];
    const before = top?.getBoundingClientRect().top ?? 0;
    change();
    if (top?.isConnected) this.view.scrollTop += top.getBoundingClientRect().top - before;
    this.keepPlace();
  }

  private keepPlace(): void {
    if (this.following) this.view.scrollTop = this.view.scrollHeight;
    else if (this.restoreTo !== undefined && this.lines.length > 0 && this.view.clientHeight > 0) {
      this.view.scrollTop = this.restoreTo;
      this.restoreTo = undefined;
    }
  }

  private jumpToEnd(): void {
    this.follow(true);
    this.keepPlace();
    this.view.focus();
  }

  private follow(following: boolean): void {
    const again = following && !this.following && this.detached;
    this.following = following;
    this.jump.shown = !following;
    if (again) this.followAgain();
  }

  private isAtEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.view;
    return scrollHeight - scrollTop - clientHeight <= END_TOLERANCE;
  }

  /** The index of the line that is painted at this height, by halving: there may be thousands. */
  private lineAt(height: number): number {
    const { children } = this.list;
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

customElements.define("dirq-log", JobLog);
