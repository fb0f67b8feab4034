import assert from "node:assert/strict";
import { Screen } from "../../src/cli/screen.js";
import { tableLines } from "../../src/cli/table.js";

describe("A table", () => {
  it("may have more rows than a function takes arguments", () => {
    const rows = Array.from({ length: 200_000 }, () => [{ text: "a" }]);
    const lines = tableLines(new Screen(1, { NO_COLOR: "1" }), ["HEADING"], rows, { yielding: [0], width: undefined });
    assert.deepEqual([lines.length, lines[0], lines.at(-1)?.trimEnd()], [200_001, "HEADING", "a"]);
  });

  it("shows a very long text whole in a pipe, and fills no other row up to it", () => {
    const long = "x".repeat(400_000);
    const rows = [long, "a"].map((text) => [{ text }, { text: "end" }]);
    const lines = tableLines(new Screen(1, { NO_COLOR: "1" }), ["ONE", "TWO"], rows, {
      yielding: [0],
      width: undefined,
    });
    const short = (text: string): string => `${text.padEnd(200)}  `;
    assert.deepEqual(lines, [`${short("ONE")}TWO`, `${long}  end`, `${short("a")}end`]);
  });
});
