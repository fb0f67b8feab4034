import assert from "node:assert/strict";
import { addBlock } from "../../../src/extension/rows/tooltip-block.js";

describe("A job's text in its tooltip", () => {
  it("is laid out as it was written", () => {
    assert.deepEqual(added("for i in 1 2; do\n    make $i\ndone"), ["code: for i in 1 2; do\n    make $i\ndone"]);
  });

  it("has its words broken where one is wider than a tooltip, which would cut it off", () => {
    const path = "/data".repeat(20);
    const escaped = "\\/data".repeat(20);
    assert.deepEqual(added(`cd ${path}\n    make`), [`markdown: cd ${escaped}  \nmake  \n\n`]);
    assert.deepEqual(added(`    ${path}`), [`markdown: ${escaped}  \n\n`]);
  });

  it("is a block where its words are long, but can be broken at a hyphen", () => {
    const name = "a-name-".repeat(20);
    assert.deepEqual(added(name), [`code: ${name}`]);
  });

  function added(text: string): string[] {
    const all: string[] = [];
    addBlock(
      {
        appendCodeblock: (code) => all.push(`code: ${code}`),
        appendMarkdown: (markdown) => all.push(`markdown: ${markdown}`),
      },
      text,
    );
    return all;
  }
});
