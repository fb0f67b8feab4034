import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { python3 } from "../../scripts/toolchain/python.js";
import { shellJoin } from "../../src/wording/index.js";
import { need } from "../setup/needs.js";

describe("shellJoin", () => {
  it("leaves words alone that a shell reads as they stand", () => {
    assert.equal(
      shellJoin(["python", "train.py", "--lr=0.1", "a/b:c@d,e%f+g"]),
      "python train.py --lr=0.1 a/b:c@d,e%f+g",
    );
  });

  it("quotes the empty word, spaces, dollars and single quotes", () => {
    assert.equal(shellJoin(["echo", "", "two words", "$HOME", "it's"]), `echo '' 'two words' '$HOME' 'it'"'"'s'`);
  });

  it("gives the very text that Python's shlex.join gives, for any words", async function () {
    const python = await need(this, python3);
    const lists = fc.sample(fc.array(word, { minLength: 1, maxLength: 5 }), 2000);
    assert.deepEqual(lists.map(shellJoin), pythonShlexJoin(python, lists));
  });

  it("is read back by a real shell as the same words", () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
        const printed = spawnSync("/bin/sh", ["-c", `printf '%s\\0' ${shellJoin(words)}`], { encoding: "utf8" }).stdout;
        assert.deepEqual(printed.split("\0").slice(0, -1), words);
      }),
      { numRuns: 25 },
    );
  });
});

/** Any text that an argument can hold: all of Unicode but NUL, and often what a shell acts on. */
const word = fc.oneof(
  fc.string({ unit: "binary" }).filter((text) => !text.includes("\0")),
  fc.string({ unit: fc.constantFrom(..."ab1 '\"\\$`!*?[]{}()<>|&;~#=%@:,./-_+\n\té") }),
);

function pythonShlexJoin(python: string, lists: readonly string[][]): unknown {
  const program = "import json, shlex, sys; print(json.dumps([shlex.join(words) for words in json.load(sys.stdin)]))";
  const run = spawnSync(python, ["-c", program], { input: JSON.stringify(lists), encoding: "utf8" });
  return JSON.parse(run.stdout);
}
