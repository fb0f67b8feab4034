import assert from "node:assert/strict";
import { Screen } from "../../src/cli/screen.js";
import { tableLines, type Cell } from "../../src/cli/tables/table.js";

function linesOf(headings: readonly string[], rows: Iterable<readonly Cell[]>): string[] {
  return [...tableLines(new Screen(1, { NO_COLOR: "1" }), { headings, yielding: [0], width: undefined }, rows)];
}

describe("A table", () => {
  it("may have more rows than a function takes arguments", () => {
    const rows = Array.from({ length: 200_000 }, () => [{ text: "a" }]);
    const lines = linesOf(["HEADING"], rows);
    assert.deepEqual([lines.length, lines[0], lines.at(-1)?.trimEnd()], [200_001, "HEADING", "a"]);
  });

  it("shows a very long text whole in a pipe, and fills no other row up to it", () => {
    const long = "x".repeat(400_000);
    const rows = [long, "a"].map((text) => [{ text }, { text: "end" }]);
    const lines = linesOf(["ONE", "TWO"], rows);
    const short = (text: string): string => `${text.padEnd(200)}  `;
    assert.deepEqual(lines, [`${short("ONE")}TWO`, `${long}  end`, `${short("a")}end`]);
  });

  it("comes line by line once some hundred rows are there, and makes room for what is wider later", () => {
    let given = 0;
    function* rows(): Generator<readonly Cell[]> {
      for (; given < 3_000; given++) yield [{ text: given < 2_000 ? "a" : "wider" }, { text: "end" }];
    }
    const lines = tableLines(
      new Screen(1, { NO_COLOR: "1" }),
      { headings: ["1", "2"], yielding: [0], width: undefined },
      rows(),
    );
    assert.equal(lines.next().value, "1  2");
    assert.ok(given < 1_000, `${given} rows were taken before the first line`);
    const others = [...lines];
    assert.deepEqual([others[0], others[1_999], others[2_000]], ["a  end", "a  end", "wider  end"]);
  });

  it("is nothing where there is no row", () => {
    assert.deepEqual(linesOf(["HEADING"], []), []);
  });
});
