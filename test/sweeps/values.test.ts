import assert from "node:assert/strict";
import { linesOf, rowsOf, valuesOf } from "../../src/sweeps/index.js";
import { combine } from "../../src/sweeps/combine.js";

describe("Values of a sweep", () => {
  const lists: [text: string, values: string[]][] = [
    ["lr=0.1,0.01", ["0.1", "0.01"]],
    ["seed=1..4", ["1", "2", "3", "4"]],
    ["n=4..1", ["4", "3", "2", "1"]],
    ["n=-1..1", ["-1", "0", "1"]],
    ["x=0..1..0.25", ["0.00", "0.25", "0.50", "0.75", "1.00"]],
    ["x=0.1..0.3..0.1", ["0.1", "0.2", "0.3"]],
    ["x=0.1..-0.1..0.1", ["0.1", "0.0", "-0.1"]],
    ["x=0.3..-0.3..0.1", ["0.3", "0.2", "0.1", "0.0", "-0.1", "-0.2", "-0.3"]],
    ["n=10..1..4", ["10", "6", "2"]],
    ["day=08..11", ["08", "09", "10", "11"]],
    ["n=1,5..6,x", ["1", "5", "6", "x"]],
    [`f="a,b",c d, e`, ["a,b", "c d", "e"]],
    [`f="1..3",""`, ["1..3", ""]],
    [`f="1e-4..1e-1",1.0.0,v1..v2,1..x`, ["1e-4..1e-1", "1.0.0", "v1..v2", "1..x"]],
    ["f=a=b,../up,x..y", ["a=b", "../up", "x..y"]],
  ];
  for (const [text, values] of lists) {
    it(`reads ${text}`, () => assert.deepEqual(valuesOf(text).rows.flat(), values));
  }

  const mistakes: [text: string, message: RegExp][] = [
    ["0.1,0.2", /^0\.1,0\.2: write a name and its values, for example/],
    ["=1", /write a name/],
    ["lr=", /^lr has no values\. An empty one is written as ""\.$/],
    ["x=0.1..0.5", /needs a step, for example 0\.1\.\.0\.5\.\.0\.1$/],
    ["lr=1e-4..1e-1", /^lr: 1e-4\.\.1e-1 is not understood\. .*: lr='"1e-4\.\.1e-1"'\.$/],
    ["x=.1...3...1", /is not understood/],
    ["n=1..2..3..4", /is not understood/],
    ["x=1..5..0", /the step of 1\.\.5\.\.0 must not be 0/],
    ["x=1..999999999", /^x: 1\.\.999999999 has more than 100,000 values\.$/],
    [`x="a`, /a quotation mark is not closed/],
  ];
  for (const [text, message] of mistakes) {
    it(`refuses ${text}`, () => assert.throws(() => valuesOf(text), { name: "Error", message }));
  }

  it("takes the lines of a file that are not blank, as they are", () => {
    assert.deepEqual(linesOf("f", "\uFEFFa b \r\n\r\n c\n").rows, [["a b "], [" c"]]);
  });

  it("takes the rows of a table under the names of its columns", () => {
    const table = rowsOf("t.csv", `name,note\r\n"a, b","say ""hi"""\r\nc,\r\n`);
    assert.deepEqual(
      [table.names, table.rows],
      [
        ["name", "note"],
        [
          ["a, b", `say "hi"`],
          ["c", ""],
        ],
      ],
    );
    assert.deepEqual(rowsOf("t.tsv", "a\tb\n1,5\t2").rows, [["1,5", "2"]]);
  });

  it("says what is wrong with a table", () => {
    const message = (text: string): string => {
      try {
        return JSON.stringify(rowsOf("t.csv", text).rows);
      } catch (error) {
        return (error as Error).message;
      }
    };
    assert.deepEqual(["", "a,b\n", "a,\n1,2", "a,a\n1,2", "a,b\n1,2\n1"].map(message), [
      "There are no rows under the names of the columns in t.csv.",
      "There are no rows under the names of the columns in t.csv.",
      "t.csv: column 2 has no name.",
      "t.csv: two columns are called a.",
      "t.csv: row 2 has 1 value, and the heading 2.",
    ]);
  });

  it("combines all, the last varying fastest, or pairs them", () => {
    const sources = [valuesOf("a=1,2"), valuesOf("b=x,y")];
    const shown = (zip: boolean): string[] => combine(sources, { zip }).map((values) => [...values.values()].join(""));
    assert.deepEqual(shown(false), ["1x", "1y", "2x", "2y"]);
    assert.deepEqual(shown(true), ["1x", "2y"]);
  });

  it("says when what is to be paired has different lengths, when a name comes twice, and when it is too much", () => {
    const sources = (...texts: string[]) => texts.map(valuesOf);
    assert.throws(() => combine(sources("a=1,2", "b=1..3"), { zip: true }), { message: /: a has 2, b has 3\.$/ });
    assert.throws(() => combine(sources("a=1", "a=2"), { zip: false }), { message: "There are values for a twice." });
    assert.throws(() => combine(sources("a=1..1000", "b=1..1000"), { zip: false }), {
      message: "That would be 1,000,000 jobs; 100,000 at once are the most.",
    });
  });
});
