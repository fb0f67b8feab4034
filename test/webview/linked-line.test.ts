import assert from "node:assert/strict";
import fc from "fast-check";
import { linkedLine } from "../../src/webview/terminal/linked-line.js";
import { terminalLines } from "../../src/webview/terminal/terminal-text.js";
import { lineText } from "./line-text.js";

describe("A line of output with places in source files", () => {
  it("is cut where they stand, across the colours on them", () => {
    const [line = []] = terminalLines("at \x1b[36msrc/a.ts\x1b[0m:\x1b[33m3\x1b[0m:7 - error");
    const parts = linkedLine(line).map(({ spans, place }) => [spans.map(({ text }) => text), place]);
    assert.deepEqual(parts, [
      [["at "], undefined],
      [["src/a.ts", ":", "3", ":7"], { path: "src/a.ts", line: 3, column: 7 }],
      [[" - error"], undefined],
    ]);
  });

  it("is the same text as before, whatever it is", () => {
    const piece = fc.constantFrom(
      "a.py:3",
      'File "b.py", line 4',
      "\x1b[31m",
      "\x1b[0m",
      " ",
      "(",
      "/c d/e.ts:1:2)",
      "x",
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const [line = []] = terminalLines(pieces.join(""));
        const joined = linkedLine(line).flatMap(({ spans }) => spans);
        assert.equal(lineText(joined), lineText(line));
      }),
    );
  });
});
