/**
 * A job's output as a terminal would leave it: lines of coloured spans. Carriage returns redraw their line, colours go
 * on from line to line, and every other control sequence is dropped; a mark that turns the reading direction around is
 * shown as an escape. Text comes in pieces that may end anywhere.
 */
import Anser from "anser";
import { printableLines } from "../../wording/index.js";
import { OpenLine } from "./open-line.js";
import type { Colour, Line, Span } from "./spans.js";

/** Selects font 10, which changes nothing; without a sequence to begin with, anser forgets the colour of the line before. */
const GO_ON = "\x1b[10m";

/** What is drawn, up to what ends it: a return, the end of the line, an erase of (a part of) the line, or of the text. */
const DRAWN = /([^\r\n]*?)(\r|\n|\x1b\[[012]?K|$)/g;

/**
 * All that is not a CSI sequence, which anser reads: strings to the terminal (titles, links, progress), character sets,
 * single controls. Every repetition is bounded or ends at the next escape, so that no log can make this slow. None goes
 * over the end of a line: each line feed of the log ends one line here.
 */
const OTHER_CONTROLS =
  /\x1b[\]PX^_][^\x07\x1b\n]{0,4000}(?:\x07|\x1b\\)|\x1b[ -/]{1,4}[0-~]|\x1b[0-Z\\`-~]|\x1b(?!\[)|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f]/g;

/**
 * A sequence, or a character of two code units, whose end has not come yet. Not longer than this: a lone escape byte must
 * not swallow the rest of a log.
 */
const UNFINISHED = /\x1b(?:\[[0-?]{0,60}[ -/]{0,4}|[\]PX^_][^\x07\x1b\n]{0,4000}\x1b?|[ -/]{0,4})$|[\ud800-\udbff]$/;

export class TerminalText {
  private readonly sgr = new Anser();
  private held = "";
  private open = new OpenLine();
  private redraw = false;

  /** The lines that are new or changed. The first takes the place of the last line returned before. */
  write(text: string): Line[] {
    const all = this.held + text;
    const whole = all.replace(UNFINISHED, "");
    this.held = all.slice(whole.length);

    const lines: Line[] = [];
    for (const [, drawn = "", control = ""] of whole.replace(OTHER_CONTROLS, "").matchAll(DRAWN)) {
      if (drawn !== "") this.draw(drawn);
      if (control === "\n") lines.push(this.endLine());
      else if (control === "\r") this.redraw = true;
      else if (control !== "") this.erase(control);
    }
    return [...lines, this.open.line];
  }

  private draw(text: string): void {
    const spans = spansOf(this.sgr.ansiToJson(GO_ON + text, { use_classes: true, remove_empty: true }));
    // Bars often end with a return, and a colour's end after it: only what can be seen redraws the line.
    if (spans.length === 0) return;
    if (this.redraw) this.open = new OpenLine();
    this.redraw = false;
    this.open.add(spans);
  }

  /** Of the rest of a line only after a return: grep erases behind every match that it colours, where nothing stands. */
  private erase(control: string): void {
    if (control === "\x1b[2K" || this.redraw) this.open = new OpenLine();
  }

  private endLine(): Line {
    const { line } = this.open;
    this.open = new OpenLine();
    this.redraw = false;
    return line;
  }
}

/** A text that is complete, such as an error with a coloured stack trace. */
export function terminalLines(text: string): Line[] {
  return new TerminalText().write(text);
}

function spansOf(entries: readonly Anser.AnserJsonEntry[]): Span[] {
  return entries.map((entry) => ({
    text: printableLines(entry.content),
    foreground: colourOf(entry.fg, entry.fg_truecolor),
    background: colourOf(entry.bg, entry.bg_truecolor),
    decorations: entry.decorations,
  }));
}

const NAMES = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

/** From anser's class names: `ansi-red`, `ansi-bright-red`, `ansi-palette-208`, `ansi-truecolor`. */
function colourOf(className: string | null, truecolor: string | null): Colour | undefined {
  if (className === null) return undefined;
  if (className === "ansi-truecolor") return rgb((truecolor ?? "").split(",").map(Number));
  const [, palette, bright, name] = /^ansi-(?:palette-(\d+)|(bright-)?(\w+))$/.exec(className) ?? [];
  if (palette !== undefined) return paletteColour(Number(palette));
  const index = NAMES.indexOf(name ?? "");
  return index < 0 ? undefined : bright === undefined ? index : index + 8;
}

/** The 256 colours of xterm from 16 on: a cube of six levels, then greys. */
function paletteColour(index: number): Colour {
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return [grey, grey, grey];
  }
  const level = (step: number): number => (step === 0 ? 0 : 55 + step * 40);
  const cube = index - 16;
  return [level(Math.trunc(cube / 36)), level(Math.trunc(cube / 6) % 6), level(cube % 6)];
}

function rgb([red = 0, green = 0, blue = 0]: readonly number[]): Colour {
  return [red, green, blue];
}
