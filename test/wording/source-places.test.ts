import assert from "node:assert/strict";
import { findSourcePlaces, innermostFirst } from "../../src/wording/index.js";
import { cpuTimeOf } from "../setup/cpu-time.js";

describe("Places in source files", () => {
  const at = (line: string): readonly unknown[][] =>
    findSourcePlaces(line).map(({ path, line, column }) => [path, line, column]);

  it("are found in the words of many languages", () => {
    const lines: readonly (readonly [text: string, ...place: unknown[]])[] = [
      [`  File "/home/ada/my code/train.py", line 12, in <module>`, "/home/ada/my code/train.py", 12, undefined],
      ["    at fit (/home/ada/my code/fit.js:3:14)", "/home/ada/my code/fit.js", 3, 14],
      ["    at file:///home/ada/fit.mjs:3:14", "/home/ada/fit.mjs", 3, 14],
      ["src/main.rs:10:5: error", "src/main.rs", 10, 5],
      ["\t/home/ada/main.go:12 +0x1d", "/home/ada/main.go", 12, undefined],
      ["src/a.ts(7,3): error TS2322", "src/a.ts", 7, 3],
      ["C:\\ada\\train.py:12: in fit", "C:\\ada\\train.py", 12, undefined],
    ];
    assert.deepEqual(
      lines.map(([text]) => at(text)),
      lines.map(([, ...place]) => [place]),
    );
  });

  it("say where in the line they stand", () => {
    const texts = (line: string): readonly string[] =>
      findSourcePlaces(line).map(({ index, length }) => line.slice(index, index + length));
    assert.deepEqual(texts("see a.py:1 and b.py:2"), ["a.py:1", "b.py:2"]);
    assert.deepEqual(texts("    at fit (/my code/fit.js:3:14)"), ["/my code/fit.js:3:14"]);
  });

  it("are not found in times, versions, hosts and the like", () => {
    assert.deepEqual(["12:30:45", "v1.2.3:4", "localhost:8080", "127.0.0.1:80", "a.py", "a.py:0"].flatMap(at), []);
  });

  it("have no column 0, which some tools write, and no name that no file can have", () => {
    const [place] = findSourcePlaces("train.py:3:0: C0114: no docstring");
    assert.deepEqual([place?.line, place?.column, place?.length], [3, undefined, "train.py:3:0".length]);
    assert.deepEqual(findSourcePlaces('File "a\0b.py", line 1'), []);
  });

  it("come with the innermost first, as each language has it", () => {
    const python = `Traceback (most recent call last):\n  File "a.py", line 1, in f\n  File "b.py", line 2, in g\nValueError`;
    const node = "Error: no\n    at g (/b.js:2:1)\n    at f (/a.js:1:1)";
    assert.deepEqual(
      [python, node].map((error) => innermostFirst(error).map(({ path }) => path)),
      [
        ["b.py", "a.py"],
        ["/b.js", "/a.js"],
      ],
    );
  });

  it("take no time to look for in a line that was made to be slow", () => {
    const texts = ["a.", "a.b", "/", "(/"].map((part) => part.repeat(1e5));
    for (const text of [...texts, `("${"a".repeat(1e5)}`])
      assert.ok(cpuTimeOf(() => at(text)) < 1000, text.slice(0, 9));
  });
});
