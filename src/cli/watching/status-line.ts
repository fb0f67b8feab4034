/** A line that is drawn over itself on a terminal that can do so; elsewhere a line is printed when it says something new. */
import type { Screen } from "../screen.js";
import { backOver } from "../showing/drawn-over.js";

export class StatusLine {
  private shown: string | undefined;

  constructor(private readonly screen: Screen) {}

  /** `drawn` has to fit into one line of the terminal; `printed` is what stands elsewhere. */
  show({ drawn, printed }: { readonly drawn: string; readonly printed: string }): void {
    const line = this.screen.draws ? drawn : printed;
    if (line === this.shown) return;
    const before = this.shown ?? "";
    this.shown = line;
    this.screen.write(this.screen.draws ? `${backOver(before, this.screen)}${line}\x1b[K` : `${line}\n`);
  }

  /** Nothing of what is drawn stays. */
  clear(): void {
    if (this.shown !== undefined && this.screen.draws) this.screen.write(`${backOver(this.shown, this.screen)}\x1b[K`);
    this.shown = undefined;
  }

  /** What is drawn stays; what follows begins on a new line. */
  end(): void {
    if (this.shown !== undefined && this.screen.draws) this.screen.write("\n");
    this.shown = undefined;
  }
}
