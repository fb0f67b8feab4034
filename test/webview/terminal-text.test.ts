import assert from "node:assert/strict";
import fc from "fast-check";
import { cpuTimeOf } from "../setup/cpu-time.js";
import type { Line } from "../../src/webview/terminal/spans.js";
import { TerminalText, terminalLines } from "../../src/webview/terminal/terminal-text.js";
import { lineText } from "./line-text.js";

describe("Output as a terminal leaves it", () => {
  it("is lines", () => {
    assert.deepEqual(shown("one\ntwo\r\n\nfour"), ["one", "two", "", "four"]);
  });

  it("keeps the last drawing of a progress bar", () => {
    assert.deepEqual(shown("10%\r20%\r30%\ndone\n"), ["30%", "done", ""]);
  });

  it("keeps a drawing that a return follows until the next one comes", () => {
    assert.deepEqual(shown("10%\r20%\r"), ["20%"]);
    assert.deepEqual(shown("100%\r\x1b[0m\r\r\ndone"), ["100%", "done"]);
  });

  it("erases a line that a spinner erases, but not the match that grep colours", () => {
    assert.deepEqual(shown("waiting\r\x1b[K"), [""]);
    assert.deepEqual(shown("waiting\x1b[2Kdone"), ["done"]);
    assert.deepEqual(shown("a \x1b[01;31m\x1b[Kmatch\x1b[m\x1b[K here"), ["a match here"]);
  });

  it("drops titles, links, cursor movements and single controls", () => {
    assert.deepEqual(shown("a\x1b]0;title\x07b\x1b]8;;http://x\x1b\\c\x1b[3Ad\x1b(Be\x07\x08\x00f\x1b"), ["abcdef"]);
  });

  it("colours with the sixteen, with the palette and with any colour", () => {
    const colours = ["31", "92", "38;5;12", "38;5;208", "38;5;244", "38;2;1;2;3"].map(foregroundOf);
    assert.deepEqual(colours, [1, 10, 12, [255, 135, 0], [128, 128, 128], [1, 2, 3]]);
  });

  it("swaps the colours of reversed text", () => {
    const [[span] = []] = terminalLines("\x1b[7;31mx");
    assert.deepEqual([span?.foreground, span?.background], [0, 1]);
  });

  it("goes on with a colour on the next line, and on the next piece", () => {
    const text = new TerminalText();
    text.write("\x1b[3");
    const lines = text.write("1mred\nstill");
    assert.deepEqual(
      lines.map(([span]) => span?.foreground),
      [1, 1],
    );
  });

  it("leaves out the middle of a line that never ends, and says how much", () => {
    const text = new TerminalText();
    text.write(`begin ${"x".repeat(300_000)} end`);
    const [line = []] = text.write(", and on");
    assert.match(lineText(line), /^begin x+ … 290,018 characters left out … x+ end, and on$/);
    assert.equal(lineText(line).replace(/ … .* … /, "").length, 10_000);
    assert.deepEqual(
      line.map(({ decorations }) => decorations),
      [[], ["dim"], []],
    );
    assert.deepEqual(text.write("\ranew\n").map(lineText), ["anew", ""]);
  });

  it("leaves nothing out of a line that there is room for, and cuts no character in two", () => {
    const [whole = []] = terminalLines("x".repeat(10_000));
    assert.equal(lineText(whole), "x".repeat(10_000));
    const [line = []] = terminalLines(`x${"😀".repeat(20_000)}y`);
    assert.match(lineText(line), /^x(?:😀)+ … [\d,]+ characters left out … (?:😀)+y$/u);
    const [longer = []] = terminalLines("x".repeat(10_001));
    assert.match(lineText(longer), /^x+ … 1 character left out … x+$/);
  });

  it("is the same however the text is cut into pieces", () => {
    const piece = fc.constantFrom(
      "a",
      "\n",
      "\r",
      "\x1b[31m",
      "\x1b[0m",
      "\x1b[K",
      "\x1b]0;t\x07",
      "\x1b[2K",
      "ü",
      "%",
      "long ".repeat(700),
      "😀".repeat(1500),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.array(fc.nat(100)), (parts, cuts) => {
        const whole = parts.join("");
        assert.deepEqual(inPieces(whole, cuts).map(lineText), terminalLines(whole).map(lineText));
      }),
    );
  });

  it("survives a log made to be slow", () => {
    const hostile = ["\x1b]", "\x1b[", "\x1bP0", "\x1b", "\r", "\x1b[38;5;"].map((piece) => piece.repeat(40_000));
    const took = cpuTimeOf(() => {
      for (const log of hostile) terminalLines(log);
    });
    assert.ok(took < 5000, `${took} ms`);
  });

  it("shows a mark that would turn the text around, and leaves the letters of every script alone", () => {
    assert.deepEqual(shown("a\u202eb\u2066 \u05d0\u05d1 \u{1f600}"), ["a\\u202eb\\u2066 \u05d0\u05d1 \u{1f600}"]);
  });
});

function shown(text: string): string[] {
  return terminalLines(text).map(lineText);
}

function foregroundOf(sgr: string): unknown {
  return terminalLines(`\x1b[${sgr}mx`)[0]?.[0]?.foreground;
}

/** What a reader holds who replaces its last line by the first of each answer. */
function inPieces(whole: string, cuts: readonly number[]): Line[] {
  const ends = [...new Set(cuts.filter((cut) => cut < whole.length))].sort((a, b) => a - b);
  const text = new TerminalText();
  const lines: Line[] = [];
  for (const [index, end] of [...ends, whole.length].entries()) {
    lines.pop();
    lines.push(...text.write(whole.slice(ends[index - 1] ?? 0, end)));
  }
  return lines;
}
