import assert from "node:assert/strict";
import { median } from "../../src/live/status/median.js";

describe("The median", () => {
  it("is what half of the numbers do not reach", () => {
    assert.deepEqual([[], [3], [9, 1, 2], [4, 1, 2, 9]].map(median), [undefined, 3, 2, 3]);
  });
});
