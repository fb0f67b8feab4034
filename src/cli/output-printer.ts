/** Prints what a job has printed: byte by byte into files and pipes, made safe for the eyes on a terminal. */
import { StringDecoder } from "node:string_decoder";
import { lastDrawing, withoutReturns } from "../wording/index.js";
import type { Screen } from "./screen.js";
import { terminalLine } from "./terminal-line.js";
import { cut } from "./table.js";

export interface OutputPrinter {
  print(piece: Uint8Array): void;
  /** Leaves the terminal as it was. May be called twice. */
  end(): void;
}

export function outputPrinter(screen: Screen): OutputPrinter {
  if (screen.draws) return new TerminalPrinter(screen);
  if (screen.isTerminal) return new DumbPrinter(screen);
  return { print: (piece) => screen.write(piece), end: () => undefined };
}

/** A line longer than this is broken: it would have to be kept, and drawn again with each piece. */
const LONGEST_LINE = 64 * 1024;

/** A line that has not ended is drawn as far as it has come, and drawn over when it goes on: a progress bar, a prompt. */
class TerminalPrinter implements OutputPrinter {
  private readonly decoder = new StringDecoder("utf8");
  private unfinished = "";
  private isDrawn = false;

  constructor(private readonly screen: Screen) {}

  print(piece: Uint8Array): void {
    const lines = (this.unfinished + this.decoder.write(Buffer.from(piece))).split("\n");
    const last = withoutEarlierDrawings(lines.pop() ?? "");
    if (last.length > LONGEST_LINE) lines.push(last);
    this.unfinished = last.length > LONGEST_LINE ? "" : last;
    this.draw(lines);
  }

  end(): void {
    if (this.unfinished !== "") this.print(Buffer.from("\n"));
    if (this.screen.hasColour) this.screen.write("\x1b[0m");
  }

  private draw(lines: readonly string[]): void {
    const { hasColour: colour, width = 80 } = this.screen;
    const finished = lines.map((line) => `${terminalLine(line, { colour })}\n`).join("");
    const rest = cut(terminalLine(this.unfinished, { colour: false }), width - 1);
    this.screen.write(`${this.isDrawn ? "\r\x1b[K" : ""}${finished}${rest}`);
    this.isDrawn = rest !== "";
  }
}

/** A terminal on which nothing can be drawn over gets whole lines. */
class DumbPrinter implements OutputPrinter {
  private readonly decoder = new StringDecoder("utf8");
  private unfinished = "";

  constructor(private readonly screen: Screen) {}

  print(piece: Uint8Array): void {
    const lines = (this.unfinished + this.decoder.write(Buffer.from(piece))).split("\n");
    this.unfinished = lines.pop() ?? "";
    this.screen.lines(lines.map((line) => terminalLine(line, { colour: false })));
  }

  end(): void {
    if (this.unfinished !== "") this.print(Buffer.from("\n"));
  }
}

/** What was drawn over cannot be seen again. A return at the end stays: it is what the next piece draws over. */
function withoutEarlierDrawings(line: string): string {
  return lastDrawing(line) + line.slice(withoutReturns(line).length);
}
