import assert from "node:assert/strict";
import {
  countWords,
  LogSearch,
  MOST_MATCHES,
  patternOf,
  searchedWords,
  type Query,
} from "../../src/webview/log-search.js";
import { terminalLines } from "../../src/webview/terminal-text.js";

describe("Searching a log", () => {
  it("finds words in any case, across colours, several in a line", () => {
    assert.deepEqual(found("loss", "Loss \x1b[31mLO\x1b[0mSS\nnone\nloss"), ["0:0-4", "0:5-9", "2:0-4"]);
  });

  it("tells cases apart when asked to", () => {
    assert.deepEqual(found("loss", "Loss loss", { matchCase: true }), ["0:5-9"]);
  });

  it("takes signs for themselves, unless they are to be an expression", () => {
    assert.deepEqual(found("a.b*", "a.b* axbb"), ["0:0-4"]);
    assert.deepEqual(found("a.b*", "a.b* axbb", { regularExpression: true }), ["0:0-3", "0:5-9"]);
    for (const sign of "\\^$.*+?()[]{}|/-#") assert.deepEqual(found(sign, `x${sign}`), ["0:1-2"]);
  });

  it("finds nothing where an expression matches nothing at all, as between two letters", () => {
    assert.deepEqual(found("x*", "axx", { regularExpression: true }), ["0:1-3"]);
  });

  it("takes a letter of two code units as one", () => {
    assert.deepEqual(found("^.$", "\u{1f600}", { regularExpression: true }), ["0:0-2"]);
  });

  it("says what is wrong with an expression, and searches for no empty text", () => {
    assert.throws(() => found("(", "x", { regularExpression: true }), SyntaxError);
    assert.equal(patternOf({ text: "", matchCase: false, regularExpression: false }), undefined);
  });

  it("stops counting at some thousand matches, and searches no line twice", () => {
    const lines = terminalLines(`${"a".repeat(10_000)}\n`.repeat(5));
    const search = searchFor("a");
    assert.equal(search.matches(lines).length, MOST_MATCHES);
    const start = performance.now();
    for (let time = 0; time < 20; time++) search.matches(lines);
    assert.ok(performance.now() - start < 2000);
  });

  it("says how many there are, and where it looked", () => {
    assert.deepEqual(
      [countWords(0, undefined), countWords(12, 2), countWords(1200, undefined), countWords(MOST_MATCHES, 0)],
      ["No results", "3 of 12", "? of 1,200", "1 of 20,000+"],
    );
    assert.deepEqual(
      [
        searchedWords({ lines: 5000, all: false }),
        searchedWords({ lines: 12, all: true }),
        searchedWords({ lines: 1, all: true }),
      ],
      ["in the last 5,000 lines", "in all 12 lines", "in 1 line"],
    );
  });
});

function found(text: string, log: string, options: Partial<Query> = {}): string[] {
  return searchFor(text, options)
    .matches(terminalLines(log))
    .map(({ line, start, end }) => `${line}:${start}-${end}`);
}

function searchFor(text: string, options: Partial<Query> = {}): LogSearch {
  const pattern = patternOf({ text, matchCase: false, regularExpression: false, ...options });
  assert.ok(pattern !== undefined);
  return new LogSearch(pattern);
}
