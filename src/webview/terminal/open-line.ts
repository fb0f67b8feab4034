/**
 * The line that is being written. Of one that goes on and on, the beginning and the end are kept: the newest is what one
 * looks for, and what is left out between them is counted.
 */
import { beginning, count } from "../../wording/index.js";
import { joined, lengthOf, type Line, type Span } from "./spans.js";

/** Characters. VS Code's editor, too, shows no more of a line. */
const MOST_SHOWN = 10_000;
const MOST_AT_FIRST = MOST_SHOWN / 2;

export class OpenLine {
  private first: Line = [];
  private isFirstFull = false;
  private last: Line = [];
  private leftOut = 0;

  add(spans: Line): void {
    let rest = spans;
    if (!this.isFirstFull) {
      const room = MOST_AT_FIRST - lengthOf(this.first);
      const [fitting, beyond] = parted(spans, room);
      this.first = joined(this.first, fitting);
      this.isFirstFull = beyond.length > 0;
      rest = beyond;
    }
    const last = joined(this.last, rest);
    const [out, kept] = parted(last, lengthOf(last) - (MOST_SHOWN - MOST_AT_FIRST));
    this.leftOut += lengthOf(out);
    this.last = kept;
  }

  get line(): Line {
    if (this.leftOut === 0) return joined(this.first, this.last);
    return [...this.first, gap(this.leftOut), ...this.last];
  }
}

function gap(leftOut: number): Span {
  const text = ` … ${count(leftOut)} ${leftOut === 1 ? "character" : "characters"} left out … `;
  return { text, foreground: undefined, background: undefined, decorations: ["dim"], isGap: true };
}

/** The first so many characters, or one less where the next takes two of them, and the rest. */
function parted(spans: Line, length: number): readonly [Line, Line] {
  let room = length;
  for (const [index, span] of spans.entries()) {
    if (span.text.length <= room) {
      room -= span.text.length;
      continue;
    }
    const text = room > 0 ? beginning(span.text, room) : "";
    const begun = text === "" ? [] : [{ ...span, text }];
    const rest = { ...span, text: span.text.slice(text.length) };
    return [
      [...spans.slice(0, index), ...begun],
      [rest, ...spans.slice(index + 1)],
    ];
  }
  return [spans, []];
}
