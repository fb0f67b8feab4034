import assert from "node:assert/strict";
import { findJobIds } from "../../src/wording/index.js";

describe("Ids of jobs in a line", () => {
  it("are found where they stand", () => {
    assert.deepEqual(findJobIds("12:00  started  1795563104406022875  baseline"), [
      { id: "1795563104406022875", index: 16 },
    ]);
    assert.deepEqual(
      findJobIds("jobs/failed/1795563104891631113.json, 1795563104584936167").map(({ id }) => id),
      ["1795563104891631113", "1795563104584936167"],
    );
  });

  it("are not found in longer or shorter numbers, in fractions, or in other words", () => {
    assert.deepEqual(
      findJobIds("179556310440602287 17955631044060228750 0.1795563104406022875 x1795563104406022875"),
      [],
    );
  });

  it("are at most twenty", () => {
    assert.equal(findJobIds("1795563104406022875 ".repeat(30)).length, 20);
  });
});
