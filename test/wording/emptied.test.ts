import assert from "node:assert/strict";
import { emptiedWords } from "../../src/wording/index.js";

describe("That the trash was emptied", () => {
  it("is said with how many jobs are gone and how much is free", () => {
    assert.deepEqual(
      [emptiedWords(12, 3_100), emptiedWords(1, 1)],
      ["Deleted 12 jobs for good: 3.1 kB are free again.", "Deleted 1 job for good: 1 byte is free again."],
    );
  });
});
