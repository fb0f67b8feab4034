/**
 * `<dirq-log>`: a job's output as it arrives. It stays at the end for as long as it is there; whoever scrolls up is left
 * where they read, and gets a button that leads back. The page never holds more than some thousand lines.
 */
import { paintLine } from "./terminal-paint.js";
import { TerminalText, type Line } from "./terminal-text.js";

const MAX_LINES = 5000;

/** Zoomed pages scroll by fractions of a pixel. */
const END_TOLERANCE = 4;

export class JobLog extends HTMLElement {
  /** Called when the person wants the whole file. */
  openAll: () => void = () => undefined;

  private readonly note = document.createElement("p");
  private readonly list = document.createElement("div");
  private readonly jump = document.createElement("button");
  private readonly resized = new ResizeObserver(() => this.keepPlace());

  private terminal = new TerminalText();
  /** What is painted, line by line, so that it can be painted again in another theme. */
  private lines: Line[] = [];
  private waiting = "";
  private frame: number | undefined;
  private following = true;
  private restoreTo: number | undefined;

  connectedCallback(): void {
    if (this.childElementCount === 0) this.build();
    this.resized.observe(this);
  }

  disconnectedCallback(): void {
    this.resized.disconnect();
  }

  /** Shows this text alone. */
  start(text: string, skippedBytes: number): void {
    this.clear();
    this.note.hidden = skippedBytes === 0;
    this.add(text);
  }

  add(text: string): void {
    if (text === "") return;
    this.waiting += text;
    // However fast pieces come, once per frame is what can be seen.
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.draw();
    });
  }

  clear(): void {
    this.terminal = new TerminalText();
    this.lines = [];
    this.waiting = "";
    this.list.replaceChildren();
    this.note.hidden = true;
  }

  /** In the colours of the theme as it is now. */
  repaint(): void {
    this.list.replaceChildren(...this.lines.map(paintLine));
  }

  /** How far it is scrolled; undefined while it follows. */
  get place(): number | undefined {
    return this.following ? undefined : this.scrollTop;
  }

  /** Goes to a place that `place` gave, as soon as there is text to scroll. */
  restore(place: number | undefined): void {
    this.follow(place === undefined);
    this.restoreTo = place;
    this.keepPlace();
  }

  private build(): void {
    this.tabIndex = 0;
    this.note.className = "note";
    this.note.hidden = true;
    const open = document.createElement("button");
    open.className = "link";
    open.textContent = "Open output.log";
    open.addEventListener("click", () => this.openAll());
    this.note.append("Earlier output is not shown here. ", open);

    this.list.className = "log-lines";
    this.list.role = "log";
    this.list.ariaLabel = "Output";
    // Read out as it comes, a training's log would never let a screen reader's user go.
    this.list.ariaLive = "off";

    this.jump.className = "jump";
    this.jump.hidden = true;
    const arrow = document.createElement("span");
    arrow.className = "codicon codicon-arrow-down";
    arrow.ariaHidden = "true";
    this.jump.append(arrow, "Jump to end");
    this.jump.addEventListener("click", () => {
      this.follow(true);
      this.keepPlace();
      this.focus();
    });

    this.append(this.note, this.list, this.jump);
    this.addEventListener("scroll", () => {
      if (this.clientHeight > 0) this.follow(this.isAtEnd());
    });
  }

  private draw(): void {
    const changed = this.terminal.write(this.waiting);
    this.waiting = "";
    // The first of them replaces the line that was still open.
    this.lines.pop();
    this.list.lastElementChild?.remove();
    if (this.lines.length + changed.length > MAX_LINES) this.note.hidden = false;

    const added = changed.slice(-MAX_LINES);
    const dropped = Math.max(0, this.lines.length + added.length - MAX_LINES);
    this.lines = [...this.lines.slice(dropped), ...added];
    for (let count = 0; count < dropped; count++) this.list.firstElementChild?.remove();
    this.list.append(...added.map(paintLine));
    this.keepPlace();
  }

  private keepPlace(): void {
    if (this.following) this.scrollTop = this.scrollHeight;
    else if (this.restoreTo !== undefined && this.lines.length > 0 && this.clientHeight > 0) {
      this.scrollTop = this.restoreTo;
      this.restoreTo = undefined;
    }
  }

  private follow(following: boolean): void {
    this.following = following;
    this.jump.hidden = following;
  }

  private isAtEnd(): boolean {
    return this.scrollHeight - this.scrollTop - this.clientHeight <= END_TOLERANCE;
  }
}

customElements.define("dirq-log", JobLog);
