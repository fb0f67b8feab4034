/** Prints what a job has printed: byte by byte into files and pipes, made safe for the eyes on a terminal. */
import { StringDecoder } from "node:string_decoder";
import { lastDrawing, withoutReturns } from "../../wording/index.js";
import type { Screen } from "../screen.js";
import { cut } from "../tables/table.js";
import { backOver } from "./drawn-over.js";
import { terminalLine } from "./terminal-line.js";

export interface OutputPrinter {
  print(piece: Uint8Array): void;
  /** Leaves the terminal as it was. May be called twice. */
  end(): void;
}

/** `now`: in milliseconds, of a clock that only goes forward. */
export function outputPrinter(screen: Screen, now = (): number => performance.now()): OutputPrinter {
  if (screen.draws) return new TerminalPrinter(screen);
  if (screen.isTerminal) return new LinePrinter(screen, { prefix: "", now });
  return { print: (piece) => screen.write(piece), end: () => undefined };
}

/** Of one of several jobs that print in turn: whole lines alone, each behind a prefix. */
export function prefixedPrinter(screen: Screen, prefix: string): OutputPrinter {
  if (screen.isTerminal) return new LinePrinter(screen, { prefix, now: () => performance.now() });
  return new PrefixedBytes(screen, prefix);
}

/** A line longer than this is broken: it would have to be kept, and drawn again with each piece. */
const LONGEST_LINE = 64 * 1024;

/** Output as lines, of which the last may go on. */
class Lines {
  /** As far as it has come. */
  unfinished = "";
  /** Whether something stood in that line before, and cannot be seen any more: a progress bar. */
  isDrawnOver = false;
  private readonly decoder = new StringDecoder("utf8");

  /** Returns the lines that end in this piece. */
  add(piece: Uint8Array): string[] {
    const lines = (this.unfinished + this.decoder.write(Buffer.from(piece))).split("\n");
    const last = lines.pop() ?? "";
    this.isDrawnOver = (this.isDrawnOver && lines.length === 0) || last.includes("\r");
    this.unfinished = withoutEarlierDrawings(last);
    if (this.unfinished.length > LONGEST_LINE) {
      lines.push(this.unfinished);
      this.unfinished = "";
    }
    return lines;
  }
}

/** A line that has not ended is drawn as far as it has come, and drawn over when it goes on: a progress bar, a prompt. */
class TerminalPrinter implements OutputPrinter {
  private readonly lines = new Lines();
  private drawn = "";

  constructor(private readonly screen: Screen) {}

  print(piece: Uint8Array): void {
    this.draw(this.lines.add(piece));
  }

  end(): void {
    if (this.lines.unfinished !== "") this.print(Buffer.from("\n"));
    if (this.screen.hasColour) this.screen.write("\x1b[0m");
  }

  private draw(lines: readonly string[]): void {
    const { hasColour: colour, width = 80 } = this.screen;
    const finished = lines.map((line) => `${terminalLine(line, { colour })}\n`).join("");
    const rest = cut(terminalLine(this.lines.unfinished, { colour: false }), width - 1);
    const start = this.drawn === "" ? "" : `${backOver(this.drawn, this.screen)}\x1b[K`;
    this.screen.write(`${start}${finished}${rest}`);
    this.drawn = rest;
  }
}

/** In milliseconds. Each drawing of a bar takes a line that stays. */
const BETWEEN_DRAWINGS = 10_000;

/**
 * A terminal on which nothing can be drawn over, or on which several jobs print, gets whole lines, and now and then how far
 * a progress bar has come.
 */
class LinePrinter implements OutputPrinter {
  private readonly lines = new Lines();
  private drawing: string | undefined;
  private drawnAt = -Infinity;

  constructor(
    private readonly screen: Screen,
    private readonly how: { readonly prefix: string; readonly now: () => number },
  ) {}

  print(piece: Uint8Array): void {
    const finished = this.lines.add(piece).map((line) => this.shown(line));
    const isDrawn = finished[0] !== undefined && finished[0] === this.drawing;
    this.write(isDrawn ? finished.slice(1) : finished);
    if (finished.length > 0) this.drawing = undefined;
    if (this.lines.isDrawnOver && this.how.now() - this.drawnAt >= BETWEEN_DRAWINGS) this.drawBar();
  }

  end(): void {
    if (this.lines.unfinished !== "") this.print(Buffer.from("\n"));
  }

  private drawBar(): void {
    const drawing = this.shown(this.lines.unfinished);
    if (drawing.trim() === "" || drawing === this.drawing) return;
    this.write([drawing]);
    this.drawing = drawing;
    this.drawnAt = this.how.now();
  }

  /** Colours end with their line: the next one may be another job's. */
  private shown(line: string): string {
    const colour = this.screen.draws && this.screen.hasColour;
    const text = terminalLine(line, { colour });
    return text.includes("\x1b") ? `${text}\x1b[0m` : text;
  }

  private write(lines: readonly string[]): void {
    this.screen.lines(lines.map((line) => this.how.prefix + line));
  }
}

/** Every byte of the lines is kept, whatever it means. */
class PrefixedBytes implements OutputPrinter {
  private unfinished = Buffer.alloc(0);

  constructor(
    private readonly screen: Screen,
    private readonly prefix: string,
  ) {}

  print(piece: Uint8Array): void {
    const bytes = Buffer.concat([this.unfinished, piece]);
    const ended = bytes.lastIndexOf("\n") + 1;
    const end = bytes.length - ended > LONGEST_LINE ? bytes.length : ended;
    this.unfinished = bytes.subarray(end);
    if (end > 0) this.write(bytes.subarray(0, end));
  }

  end(): void {
    if (this.unfinished.length > 0) this.write(this.unfinished);
    this.unfinished = Buffer.alloc(0);
  }

  private write(bytes: Buffer): void {
    const lines = bytes.toString("latin1").replace(/\n$/, "").split("\n");
    const prefix = Buffer.from(this.prefix).toString("latin1");
    this.screen.write(Buffer.from(lines.map((line) => `${prefix}${line}\n`).join(""), "latin1"));
  }
}

/** What was drawn over cannot be seen again. A return at the end stays: it is what the next piece draws over. */
function withoutEarlierDrawings(line: string): string {
  return lastDrawing(line) + line.slice(withoutReturns(line).length);
}
