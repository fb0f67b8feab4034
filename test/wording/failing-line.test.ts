import assert from "node:assert/strict";
import { failingLineFromEnd } from "../../src/wording/index.js";

describe("The line of an error that says what went wrong", () => {
  it("is the exception below Python's last frame", () => {
    const chained = [
      ...["Command failed with exit code 1: KeyError: 2", "", "Traceback (most recent call last):"],
      ...['  File "a.py", line 1, in <module>', "    x()", "ValueError: 1", ""],
      ...[
        "During handling of the above exception, another exception occurred:",
        "",
        "Traceback (most recent call last):",
      ],
      ...['  File "a.py", line 3, in <module>', "    y()", "    ^^^", "KeyError: 2", "wandb: synced", ""],
    ];
    assert.equal(lineOf(chained), "KeyError: 2");
    assert.equal(lineOf(chained.slice(0, 12)), '  File "a.py", line 3, in <module>');
  });

  it("is the error above Node's last stack", () => {
    const lines = [
      "Command failed with exit code 1: }",
      "",
      "/a/b.js:3",
      "    throw e",
      "",
      "TypeError: no",
      "    at f (/a/b.js:3:9)",
      "    at /a/c.js:1:1",
      "",
      "Node.js v22",
    ];
    assert.equal(lineOf(lines), "TypeError: no");
  });

  it("is a compiler's first error", () => {
    const lines = [
      "Command failed with exit code 2: make: *** [all] Error 1",
      "",
      "a.c:3:1: warning: unused",
      "a.c:7:5: error: expected ;",
      "a.c:9:1: error: x",
      "make: *** [all] Error 1",
    ];
    assert.equal(lineOf(lines), "a.c:7:5: error: expected ;");
  });

  it("is the last that says something, where nothing else is known", () => {
    assert.equal(
      lineOf(["Command failed with exit code 1: no such thing", "", "loading", "no such thing", ""]),
      "no such thing",
    );
    assert.equal(lineOf(["Timed out after 3 s", ""]), "Timed out after 3 s");
    assert.equal(lineOf([""]), "");
  });

  it("is counted from the end, so that a missing beginning does not matter", () => {
    const lines = ["x", "y", '  File "a.py", line 1', "E: 1", "z"];
    assert.deepEqual([failingLineFromEnd(lines.join("\n")), failingLineFromEnd(lines.slice(2).join("\n"))], [1, 1]);
  });
});

function lineOf(lines: readonly string[]): string | undefined {
  return lines.at(-1 - failingLineFromEnd(lines.join("\n")));
}
