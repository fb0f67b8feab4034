import assert from "node:assert/strict";
import { errorWords } from "../../src/wording/index.js";

describe("What went wrong", () => {
  it("is what an error says, and else what was thrown in its place", () => {
    assert.deepEqual([new RangeError("too long"), "no disk", 3, undefined].map(errorWords), [
      "too long",
      "no disk",
      "3",
      "undefined",
    ]);
  });
});
