import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { parseCsv } from "../../src/sweeps/csv.js";
import { skipWithout } from "../setup/needs.js";

/** Python's own reader, blank lines left out as its DictReader does. */
const PROGRAM = `
import csv, io, json, sys
texts = json.load(sys.stdin)
json.dump([[row for row in csv.reader(io.StringIO(text, newline="")) if row] for text in texts], sys.stdout)
`;

describe("A table of comma-separated values", () => {
  it("is read as Python reads it, whatever stands in it", function () {
    if (spawnSync("python3", ["-c", "import csv"]).status !== 0) skipWithout(this, "no python3 to compare with");
    const piece = fc.constantFrom("a", "b c", ",", '"', '""', "\n", "\r\n", "\r", "ü", "\t", "'");
    const texts = fc.sample(fc.array(piece, { maxLength: 12 }), 3_000).map((pieces) => pieces.join(""));
    // An open quotation mark is an error here, and read to the end there.
    const closed = texts.filter((text) => rowsOf(text) !== undefined);
    assert.ok(closed.length > 1_000);
    const { stdout } = spawnSync("python3", ["-c", PROGRAM], { input: JSON.stringify(closed), encoding: "utf8" });
    assert.deepEqual(closed.map(rowsOf), JSON.parse(stdout));
  });

  it("names the line where a quotation mark is not closed", () => {
    assert.throws(() => parseCsv(`a,b\n1,"2\n3`), { message: "Line 2: a quotation mark is not closed." });
    const title = "runs.csv";
    assert.throws(() => parseCsv(`a,"b`, { title }), { message: "runs.csv: line 1: a quotation mark is not closed." });
  });
});

function rowsOf(text: string): string[][] | undefined {
  try {
    return parseCsv(text).map((row) => row.map((field) => field.text));
  } catch {
    return undefined;
  }
}
