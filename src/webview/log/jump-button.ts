/** The button that leads back to the end of a log, and says how much has come there meanwhile. */
import { count } from "../../wording/index.js";

export class JumpButton {
  readonly element = document.createElement("button");
  private readonly words = new Text("Jump to end");
  private newLines = 0;

  constructor(jump: () => void) {
    this.element.className = "jump";
    this.element.hidden = true;
    const arrow = document.createElement("span");
    arrow.className = "codicon codicon-arrow-down";
    arrow.ariaHidden = "true";
    this.element.append(arrow, this.words);
    this.element.addEventListener("click", jump);
  }

  /** Whether the end is out of sight. */
  set shown(shown: boolean) {
    this.element.hidden = !shown;
    if (!shown) this.newLines = 0;
    this.say();
  }

  came(lines: number): void {
    if (this.element.hidden) return;
    this.newLines += lines;
    this.say();
  }

  private say(): void {
    this.words.data = `Jump to end${newLinesWords(this.newLines)}`;
  }
}

function newLinesWords(lines: number): string {
  if (lines === 0) return "";
  return lines === 1 ? " · 1 new line" : ` · ${count(lines)} new lines`;
}
