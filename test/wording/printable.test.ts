import assert from "node:assert/strict";
import fc from "fast-check";
import { printable, printableLines } from "../../src/wording/index.js";

describe("printable", () => {
  it("leaves text of any script and emoji as it is", () => {
    assert.equal(printable("größe 模型 👩‍🔬 42 %"), "größe 模型 👩‍🔬 42 %");
  });

  it("shows escape sequences instead of letting them act", () => {
    assert.equal(printable("\x1b]0;owned\x07\x9b31m\x7f"), "\\x1b]0;owned\\x07\\x9b31m\\x7f");
  });

  it("shows what turns the reading direction around", () => {
    assert.equal(printable("rm \u202efdp.exe"), "rm \\u202efdp.exe");
  });

  it("keeps a row on one line", () => {
    assert.equal(printable("for x in 1 2\r\ndo\n\techo\rdone"), "for x in 1 2⏎do⏎ echo⏎done");
  });

  it("lets nothing through that a terminal acts on, whatever comes", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => assert.doesNotMatch(printable(text), /\p{Cc}/u)));
  });

  it("makes a lone surrogate visible, which no encoding could carry", () => {
    assert.equal(printable("a\ud800b"), "a\\ud800b");
  });
});

describe("printableLines", () => {
  it("keeps line breaks and tabs and nothing else that acts", () => {
    assert.equal(printableLines("a\tb\r\nc\x1b[2J\rd\n"), "a\tb\nc\\x1b[2J\\x0dd\n");
  });
});
