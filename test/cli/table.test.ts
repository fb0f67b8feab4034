import assert from "node:assert/strict";
import { Screen } from "../../src/cli/screen.js";
import { tableLines } from "../../src/cli/table.js";

describe("A table", () => {
  it("may have more rows than a function takes arguments", () => {
    const rows = Array.from({ length: 200_000 }, () => [{ text: "a" }]);
    const lines = tableLines(new Screen(1, { NO_COLOR: "1" }), ["HEADING"], rows, { yielding: 0, width: undefined });
    assert.deepEqual([lines.length, lines[0], lines.at(-1)?.trimEnd()], [200_001, "HEADING", "a"]);
  });
});
