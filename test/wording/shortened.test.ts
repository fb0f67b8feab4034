import assert from "node:assert/strict";
import fc from "fast-check";
import { beginning, shortened } from "../../src/wording/index.js";

describe("shortened", () => {
  it("leaves what has room as it is", () => {
    assert.deepEqual([shortened("train", 5), shortened("", 0)], ["train", ""]);
  });

  it("says that something is left out", () => {
    assert.equal(shortened("training", 5), "trai…");
  });

  it("keeps characters of two code units whole", () => {
    assert.deepEqual([shortened("🚀🚀🚀", 4), shortened("🚀🚀🚀", 5)], ["🚀…", "🚀🚀…"]);
  });

  it("has never more than was asked for, nor half of a character that was whole", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.nat(50), (text, length) => {
        const cut = beginning(text, length);
        assert.ok(text.startsWith(cut) && cut.length <= length && cut.length >= Math.min(text.length, length) - 1);
        assert.doesNotMatch(cut, /\p{Cs}/u);
      }),
    );
  });
});
