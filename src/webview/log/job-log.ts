/**
 * `<dirq-log>`: a job's output as it arrives. It stays at the end for as long as it is there; whoever scrolls up is left
 * where they read, and gets a button that leads back. The page never holds more than some ten thousand lines.
 */
import type { EarlierOutput, HeldOutput } from "../../live/live-queue.js";
import type { Searched } from "../find/find-words.js";
import { LogFinder } from "../find/log-finder.js";
import type { Query } from "../find/log-pattern.js";
import { hasGap, type Line } from "../terminal/spans.js";
import { paintLine } from "../terminal/terminal-paint.js";
import { terminalLines, TerminalText } from "../terminal/terminal-text.js";
import { EarlierNote } from "./earlier-note.js";
import { JumpButton } from "./jump-button.js";
import { LogPlace } from "./log-place.js";
import { FOLLOWING, linesTooMany, MOST_WAITING, READING } from "./log-room.js";

export class JobLog extends HTMLElement {
  /** Called when the person wants the whole file. */
  openAll: () => void = () => undefined;
  searchAll: (query: Query) => void = () => undefined;
  /** Called when more came than there is room for: the end has to be sent anew. */
  followAgain: () => void = () => undefined;
  /** Called when the person wants more of what stands before what is held. */
  showEarlier: (held: Omit<HeldOutput, "attempt">) => void = () => undefined;

  private readonly note = new EarlierNote({ showEarlier: () => this.askForEarlier(), openAll: () => this.openAll() });
  private readonly list = document.createElement("div");
  private readonly jump = new JumpButton(() => this.position.jumpToEnd());
  private readonly finder = new LogFinder(this);
  private readonly position = new LogPlace(this.list, {
    moved: () => (this.jump.shown = this.isEndOutOfSight()),
    cameBack: () => this.catchUp(),
    scrolled: () => this.finder.scrolled(),
  });

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
  /** Whether the last line has an end that is not shown. */
  private isBehind = false;
  private frame: number | undefined;

  connectedCallback(): void {
    if (this.childElementCount === 0) this.build();
    this.position.observe(true);
  }

  disconnectedCallback(): void {
    this.position.observe(false);
  }

  /** Whether long lines go on in the next row, or to the right. */
  set wrap(wrap: boolean) {
    const { view } = this.position;
    if (view.classList.contains("unwrapped") === !wrap) return;
    this.position.keepDuring(() => view.classList.toggle("unwrapped", !wrap));
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
    this.position.keepDuring(() => {
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
    this.isBehind = false;
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
    return this.position.scrolled;
  }

  /** Goes to a place that `place` gave, as soon as there is text to scroll. */
  restore(place: number | undefined): void {
    this.position.restore(place);
  }

  get painted(): HTMLCollection {
    return this.list.children;
  }

  get searched(): Searched {
    const openEnd = this.lines.at(-1)?.length === 0 ? 1 : 0;
    return { lines: this.lines.length - openEnd, all: this.note.isAll };
  }

  visible(): readonly [number, number] {
    return this.position.visible();
  }

  reveal(match: Range): void {
    this.position.reveal(match);
  }

  private build(): void {
    this.list.className = "log-lines";
    this.list.role = "log";
    this.list.ariaLabel = "Output";
    // Read out as it comes, a training's log would never let a screen reader's user go.
    this.list.ariaLive = "off";

    const { view } = this.position;
    view.append(this.note.element, this.list);
    this.finder.bar.searchAll = (query) => this.searchAll(query);
    this.append(this.finder.bar, view, this.jump.element);
  }

  private draw(): void {
    if (this.detached) {
      if (this.position.isFollowing) this.followAgain();
      return;
    }
    const changed = this.terminal.write(this.waiting);
    this.isBehind = this.isOnlyFurther(changed);
    if (this.isBehind) {
      this.waiting = "";
      this.endByte = this.waitingEnd;
      return;
    }
    // The first that changed replaces the line that was still open.
    const kept = Math.max(0, this.lines.length - 1);
    const all = [...this.lines.slice(0, kept), ...changed];
    const tooMany = linesTooMany(all, this.position.isFollowing ? FOLLOWING : READING);
    if (tooMany > 0 && kept > 0 && !this.position.isFollowing) {
      this.detach();
      return;
    }
    this.waiting = "";
    this.endByte = this.waitingEnd;
    const dropped = Math.min(kept, tooMany);
    const added = all.slice(Math.max(kept, tooMany));
    if (tooMany > 0) this.asked = false;
    this.position.keepDuring(() => {
      if (tooMany > 0) this.note.earlier = "more";
      this.list.lastElementChild?.remove();
      for (let count = 0; count < dropped; count++) this.list.firstElementChild?.remove();
      this.list.append(...added.map(paintLine));
    });
    this.jump.came(changed.length - 1);
    this.lines = all.slice(tooMany);
    this.finder.linesChanged(dropped);
  }

  /** Of a line that goes on and on the end would slide away under the eyes of who reads it: it stands still for them. */
  private isOnlyFurther([line, ...further]: readonly Line[]): boolean {
    const before = this.lines.at(-1);
    if (!this.isEndOutOfSight() || further.length > 0 || line === undefined || before === undefined) return false;
    return hasGap(before) && hasGap(line);
  }

  private catchUp(): void {
    if (this.detached) this.followAgain();
    else if (this.isBehind) this.draw();
  }

  /** Only counts from now on what comes, until the end is sent anew. */
  private detach(): void {
    this.detached = true;
    this.jump.shown = true;
    this.jump.came(this.waiting.split("\n").length - 1);
    this.waiting = "";
  }

  /** A log that fits on the screen shows its end also to one who does not follow it. */
  private isEndOutOfSight(): boolean {
    return !this.position.isFollowing && (this.detached || this.isBehind || !this.position.isAtEnd());
  }

  private askForEarlier(): void {
    // What has come and is not drawn yet counts as held.
    if (this.waiting !== "") this.draw();
    this.position.follow(false);
    this.asked = true;
    this.showEarlier({ endByte: this.endByte, lineEnds: Math.max(0, this.lines.length - 1) });
  }
}

customElements.define("dirq-log", JobLog);
