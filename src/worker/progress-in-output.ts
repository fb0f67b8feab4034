import type { ProgressSource } from "./progress.js";

/** The terminal progress sequence, as ConEmu, Windows Terminal and systemd have it: state 1 normal, 2 error, 4 paused. */
const SEQUENCE_START = "\u001b]9;4;";
const SEQUENCE = /^\u001b\]9;4;[124];(\d{1,3})(?:\u0007|\u001b\\)/;

/** tqdm's ` 42%|`, at the beginning of a line or after a space; found by its end. */
const BAR_END = "%|";
const BAR = /\s(\d{1,3})%\|$/;

/** Longer than any of the two, so that one which a chunk's edge cuts is whole in the next text. */
const LONGEST = 24;

/** Finds the progress that a job prints anyway. Only the last one of each chunk counts. */
export class ProgressInOutput {
  private carried = "\n";

  constructor(private readonly found: (source: ProgressSource, progress: number) => void) {}

  push(chunk: Buffer): void {
    if (this.mayHoldProgress(chunk)) this.search(chunk);
    else this.carried = (this.carried + chunk.toString("latin1", Math.max(0, chunk.length - LONGEST))).slice(-LONGEST);
  }

  /** Most chunks hold none, and looking at their bytes makes no string of each. */
  private mayHoldProgress(chunk: Buffer): boolean {
    const edge = this.carried + chunk.toString("latin1", 0, LONGEST);
    return [SEQUENCE_START, BAR_END].some((mark) => chunk.includes(mark) || edge.includes(mark));
  }

  private search(chunk: Buffer): void {
    // Latin-1 is one character per byte: cheap, and all that is looked for is ASCII.
    const text = this.carried + chunk.toString("latin1");
    const sequence = lastSequence(text);
    const bar = sequence ?? lastBar(text);
    // What was found must not be found again: in the meantime the other stream may have brought something newer.
    this.carried = text.slice(Math.max(bar?.end ?? 0, text.length - LONGEST));
    if (sequence !== undefined) this.found("terminal sequence", sequence.progress);
    else if (bar !== undefined) this.found("progress bar", bar.progress);
  }
}

interface Finding {
  readonly progress: number;
  readonly end: number;
}

function lastSequence(text: string): Finding | undefined {
  return lastWhere(text, SEQUENCE_START, (at) => {
    const match = SEQUENCE.exec(text.slice(at, at + LONGEST));
    return match === null ? undefined : finding(match[1], at + match[0].length);
  });
}

function lastBar(text: string): Finding | undefined {
  return lastWhere(text, BAR_END, (at) => {
    const end = at + BAR_END.length;
    const match = BAR.exec(text.slice(Math.max(0, at - " 100".length), end));
    return match === null ? undefined : finding(match[1], end);
  });
}

/** A search for a fixed string costs next to nothing, so the patterns are tried only where there is something to find. */
function lastWhere(text: string, mark: string, read: (at: number) => Finding | undefined): Finding | undefined {
  let at = text.lastIndexOf(mark);
  while (at >= 0) {
    const found = read(at);
    if (found !== undefined) return found;
    at = at === 0 ? -1 : text.lastIndexOf(mark, at - 1);
  }
  return undefined;
}

function finding(digits: string | undefined, end: number): Finding | undefined {
  const percent = Number(digits);
  return percent <= 100 ? { progress: percent / 100, end } : undefined;
}
