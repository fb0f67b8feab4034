import assert from "node:assert/strict";
import { countWords, searchedWords } from "../../src/webview/find/find-words.js";
import { patternOf, stretchesIn, type Query } from "../../src/webview/find/log-pattern.js";
import { LogSearch, MOST_MATCHES } from "../../src/webview/find/log-search.js";
import { cpuTimeOf } from "../setup/cpu-time.js";
import type { Line } from "../../src/webview/terminal/spans.js";
import { terminalLines } from "../../src/webview/terminal/terminal-text.js";
import { lineText } from "./line-text.js";

describe("Searching a log", () => {
  it("finds words in any case, across colours, several in a line", async () => {
    assert.deepEqual(await found("loss", "Loss \x1b[31mLO\x1b[0mSS\nnone\nloss"), ["0:0-4", "0:5-9", "2:0-4"]);
  });

  it("tells cases apart when asked to", async () => {
    assert.deepEqual(await found("loss", "Loss loss", { matchCase: true }), ["0:5-9"]);
  });

  it("takes signs for themselves, unless they are to be an expression", async () => {
    assert.deepEqual(await found("a.b*", "a.b* axbb"), ["0:0-4"]);
    assert.deepEqual(await found("a.b*", "a.b* axbb", { regularExpression: true }), ["0:0-3", "0:5-9"]);
    for (const sign of "\\^$.*+?()[]{}|/-#") assert.deepEqual(await found(sign, `x${sign}`), ["0:1-2"]);
  });

  it("finds nothing where an expression matches nothing at all, as between two letters", async () => {
    assert.deepEqual(await found("x*", "axx", { regularExpression: true }), ["0:1-3"]);
  });

  it("takes a letter of two code units as one", async () => {
    assert.deepEqual(await found("^.$", "\u{1f600}", { regularExpression: true }), ["0:0-2"]);
  });

  it("finds nothing in the words that stand for what is left out of a line, nor across them", async () => {
    const log = `left ${"x".repeat(20_000)} out`;
    assert.deepEqual(await found("left", log), ["0:0-4"]);
    const length = lengthOf(log);
    assert.deepEqual(await found(" out", log), [`0:${length - 4}-${length}`]);
    assert.deepEqual(await found("left.* out", log, { regularExpression: true }), []);
  });

  it("ends an expression that takes any letter at what is left out, where no line begins or ends", async () => {
    const log = `${"b".repeat(6000)}${"c".repeat(6000)}`;
    const length = lengthOf(log);
    const ends = [`0:0-5000`, `0:${length - 5000}-${length}`];
    assert.deepEqual(await found("[^x]+", log, { regularExpression: true }), ends);
    assert.deepEqual(await found("[^x]+$", log, { regularExpression: true }), ends.slice(1));
    assert.deepEqual(await found("^[^x]+|none", log, { regularExpression: true }), ends.slice(0, 1));
    assert.deepEqual(await found(String.raw`b[^x]*c|\n`, log, { regularExpression: true }), []);
  });

  it("says what is wrong with an expression, and searches for no empty text", async () => {
    await assert.rejects(found("(", "x", { regularExpression: true }), SyntaxError);
    assert.equal(patternOf({ text: "", matchCase: false, regularExpression: false }), undefined);
  });

  it("stops counting at some thousand matches, and searches no line twice", async () => {
    const lines = terminalLines(`${"a".repeat(10_000)}\n`.repeat(5));
    const search = await searched("a", lines);
    assert.equal(search.matches(lines).length, MOST_MATCHES);
    const again = cpuTimeOf(() => {
      for (let time = 0; time < 20; time++) search.matches(lines);
    });
    assert.ok(again < 2000, `${again} ms`);
  });

  it("gives what is found piece by piece, and asks for each line once", async () => {
    const lines = terminalLines(`${"hay".repeat(3000)} needle\n`.repeat(100)).slice(0, -1);
    const asked: number[] = [];
    const known: number[] = [];
    await new Promise<void>((resolve) => {
      const pattern = /needle/gu;
      const search: LogSearch = new LogSearch(
        (texts) => {
          asked.push(texts.length);
          return Promise.resolve(stretchesIn(texts, pattern));
        },
        () => {
          known.push(search.matches(lines).length);
          if (search.isComplete) resolve();
        },
      );
      assert.deepEqual([search.matches(lines), search.isComplete], [[], false]);
    });
    assert.deepEqual(
      [asked, known],
      [
        [30, 30, 30, 10],
        [30, 60, 90, 100],
      ],
    );
  });

  it("has no matches at all once it was given up, and says why", async () => {
    const lines = terminalLines("one\ntwo");
    const search = await finished(
      (further) => new LogSearch(() => Promise.reject(new Error("too slow")), further),
      lines,
    );
    assert.deepEqual([search.matches(lines), search.isComplete, search.trouble], [[], true, "too slow"]);
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

/** Of the first line, as it is painted. */
function lengthOf(log: string): number {
  const [line = []] = terminalLines(log);
  return lineText(line).length;
}

async function found(text: string, log: string, options: Partial<Query> = {}): Promise<string[]> {
  const lines = terminalLines(log);
  const search = await searched(text, lines, options);
  return search.matches(lines).map(({ line, start, end }) => `${line}:${start}-${end}`);
}

async function searched(text: string, lines: readonly Line[], options: Partial<Query> = {}): Promise<LogSearch> {
  const pattern = patternOf({ text, matchCase: false, regularExpression: false, ...options });
  assert.ok(pattern !== undefined);
  return finished((further) => new LogSearch((texts) => stretchesIn(texts, pattern), further), lines);
}

function finished(begin: (further: () => void) => LogSearch, lines: readonly Line[]): Promise<LogSearch> {
  return new Promise((resolve) => {
    const search: LogSearch = begin(() => {
      search.matches(lines);
      if (search.isComplete) resolve(search);
    });
    search.matches(lines);
  });
}
