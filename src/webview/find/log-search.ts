/** One pattern in lines that come and go: each line is searched once, piece by piece, since it may take a while. */
import type { Line } from "../terminal/spans.js";
import type { Stretch } from "./log-pattern.js";

export interface Match extends Stretch {
  readonly line: number;
}

/** The matches of each of some lines. Rejects with words for a person. */
export type SearchLines = (lines: readonly string[]) => Stretch[][] | Promise<Stretch[][]>;

/** Further matches are not counted; nobody steps through so many. */
export const MOST_MATCHES = 20_000;

/** Characters that are searched at once. */
const PIECE = 256 * 1024;

export class LogSearch {
  /** Why the search was given up: there are no matches then. */
  trouble: string | undefined;
  /** Whether all the lines that it was asked of last have been searched. */
  isComplete = false;

  private readonly found = new WeakMap<Line, readonly Stretch[]>();
  private searching = false;

  /** `further` is called when more lines have been searched, so that it is worth asking again. */
  constructor(
    private readonly search: SearchLines,
    private readonly further: () => void,
  ) {}

  /** Those in lines that have been searched. The others are searched from now on. */
  matches(lines: readonly Line[]): Match[] {
    const matches: Match[] = [];
    const left: Line[] = [];
    for (const [line, spans] of lines.entries()) {
      const stretches = this.found.get(spans);
      if (stretches === undefined) left.push(spans);
      for (const { start, end } of stretches ?? []) {
        if (matches.length === MOST_MATCHES) return this.answer(matches, []);
        matches.push({ line, start, end });
      }
    }
    return this.answer(matches, left);
  }

  private answer(matches: Match[], left: readonly Line[]): Match[] {
    this.isComplete = left.length === 0 || this.trouble !== undefined;
    if (!this.isComplete && !this.searching) void this.searchOn(left);
    return this.trouble === undefined ? matches : [];
  }

  private async searchOn(left: readonly Line[]): Promise<void> {
    const piece = firstPiece(left);
    this.searching = true;
    try {
      const found = await this.search(piece.map(textOf));
      for (const [index, line] of piece.entries()) this.found.set(line, found[index] ?? []);
    } catch (error) {
      this.trouble = (error as Error).message;
    }
    this.searching = false;
    this.further();
  }
}

function firstPiece(lines: readonly Line[]): readonly Line[] {
  let room = PIECE;
  const end = lines.findIndex((line) => {
    for (const { text } of line) room -= text.length;
    return room <= 0;
  });
  return end === -1 ? lines : lines.slice(0, end + 1);
}

/** What the log has, each character where it is painted. A line feed, which no line has, keeps apart what is around a gap. */
function textOf(line: Line): string {
  return line.map(({ text, isGap = false }) => (isGap ? "\n".repeat(text.length) : text)).join("");
}
