/** Marks matches in painted lines without touching them: the browser's highlights, which the style sheet colours. */
import type { Match } from "./log-search.js";

const MATCHES = "log-match";
const CURRENT = "log-current-match";

/** The matches are in the order of the lines. */
export function highlight(lines: HTMLCollection, matches: readonly Match[], current: Match | undefined): void {
  // Older browsers have none; there one still steps from match to match.
  if (!("highlights" in CSS)) return;
  const others = matches.filter((match) => match !== current);
  CSS.highlights.set(MATCHES, new Highlight(...rangesOf(lines, others)));
  CSS.highlights.set(CURRENT, new Highlight(...rangesOf(lines, current === undefined ? [] : [current])));
}

/** Where matches are on the screen; those whose line is not painted are left out. */
export function rangesOf(lines: HTMLCollection, matches: readonly Match[]): Range[] {
  const ranges: Range[] = [];
  let texts: TextPlaces | undefined;
  let textsOf: number | undefined;
  for (const { line, start, end } of matches) {
    const element = lines[line];
    if (element === undefined) continue;
    // A line can have thousands of coloured pieces, and as many matches: it is walked through once.
    if (texts === undefined || textsOf !== line) texts = new TextPlaces(element);
    textsOf = line;
    const range = document.createRange();
    range.setStart(...texts.at(start));
    range.setEnd(...texts.at(end));
    ranges.push(range);
  }
  return ranges;
}

/** The text node, and the place in it, of places in an element's text; asked for in ascending order. */
class TextPlaces {
  private readonly walker: TreeWalker;
  private text: Node;
  private before = 0;

  constructor(element: Element) {
    this.walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    this.text = this.walker.nextNode() ?? element;
  }

  at(place: number): [Node, number] {
    for (let next: Node | null; place > this.before + this.length; this.text = next) {
      next = this.walker.nextNode();
      if (next === null) return [this.text, this.length];
      this.before += this.length;
    }
    return [this.text, place - this.before];
  }

  private get length(): number {
    return this.text.nodeValue?.length ?? 0;
  }
}
