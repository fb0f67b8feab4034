/**
 * Standard output and standard error. Written synchronously and directly: `process.stdout` alone costs a command three
 * milliseconds, and what was printed before a crash has to be there after it.
 */
import { writeSync } from "node:fs";
import { styleText } from "node:util";

export type Style = Parameters<typeof styleText>[0];

/** The reader of a pipe has gone. Nothing is wrong and nothing is left to say. */
export class ClosedPipe extends Error {}

/** What was to be read by somebody cannot be: a full disk behind `>`, for example. */
export class CannotWrite extends Error {}

const ENOUGH_TO_WRITE = 65_536;
/** In milliseconds, until somebody who watches sees what there is. */
const LONGEST_WAIT = 50;

export class Screen {
  /** `--no-color`. */
  noColour = false;
  private terminal: boolean | undefined;
  private colour: boolean | undefined;

  constructor(
    private readonly fd: 1 | 2,
    private readonly environment: NodeJS.ProcessEnv = process.env,
  ) {}

  /** Asked once: a worker prints two lines for each of thousands of jobs. */
  get isTerminal(): boolean {
    return (this.terminal ??= isTerminal(this.fd));
  }

  /** Columns of the terminal; undefined where nothing need be cut to fit. */
  get width(): number | undefined {
    if (!this.isTerminal) return undefined;
    return (this.fd === 1 ? process.stdout : process.stderr).columns || 80;
  }

  /** Whether more than ASCII is sure to be seen as it is meant, and a line can be drawn over. */
  get draws(): boolean {
    return this.isTerminal && this.environment["TERM"] !== "dumb";
  }

  get hasColour(): boolean {
    if (this.noColour) return false;
    return (this.colour ??= this.wantsColour());
  }

  style(style: Style, text: string): string {
    return this.hasColour ? styleText(style, text, { validateStream: false }) : text;
  }

  line(text: string): void {
    this.write(`${text}\n`);
  }

  lines(texts: Iterable<string>): void {
    this.pieces(withLineBreaks(texts));
  }

  /** Many small texts together, but what comes slowly as it comes. */
  pieces(texts: Iterable<string>): void {
    let piece = "";
    let written = performance.now();
    for (const text of texts) {
      piece += text;
      if (piece.length < ENOUGH_TO_WRITE && performance.now() - written < LONGEST_WAIT) continue;
      this.write(piece);
      piece = "";
      written = performance.now();
    }
    this.write(piece);
  }

  /** Writes for whoever still reads, when the work goes on even where nobody does: behind `head`, for example. */
  writeIfRead(data: string): void {
    try {
      this.write(data);
    } catch (error) {
      if (!(error instanceof ClosedPipe)) throw error;
    }
  }

  /** @throws ClosedPipe, CannotWrite */
  write(data: string | Uint8Array): void {
    const bytes = typeof data === "string" ? Buffer.from(data) : data;
    for (let written = 0; written < bytes.length;) {
      try {
        written += writeSync(this.fd, bytes, written);
      } catch (error) {
        if (codeOf(error) === "EPIPE") throw new ClosedPipe();
        if (codeOf(error) !== "EAGAIN") throw this.cannotWrite(error);
        // A pipe that somebody made non-blocking is full; its reader needs a moment.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
      }
    }
  }

  private wantsColour(): boolean {
    const { FORCE_COLOR, NO_COLOR, TERM } = this.environment;
    if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
    return !NO_COLOR && TERM !== "dumb" && this.isTerminal;
  }

  private cannotWrite(error: unknown): unknown {
    const [, code, reason] = /^(\w+): (.+), write$/.exec(error instanceof Error ? error.message : "") ?? [];
    if (code === undefined) return error;
    const stream = this.fd === 1 ? "standard output" : "standard error";
    return new CannotWrite(`Cannot write to ${stream}: ${reason} (${code}).`, { cause: error });
  }
}

function* withLineBreaks(texts: Iterable<string>): Generator<string> {
  for (const text of texts) yield `${text}\n`;
}

/** Loads node:tty when somebody wants to know: it brings all of node:net with it, and `submit` does not need it. */
export function isTerminal(fd: number): boolean {
  return process.getBuiltinModule("node:tty").isatty(fd);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
