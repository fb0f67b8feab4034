import assert from "node:assert/strict";
import { waitedWords } from "../../src/cli/watching/wait-progress.js";

describe("How many of the jobs that somebody waits for have ended", () => {
  const minute = 60_000;
  const since = { time: 0, ended: 10 };

  it("is said with how many of them failed", () => {
    const none = { time: 0, ended: 0 };
    assert.equal(waitedWords({ of: 40, ended: 0, failed: 0, since: none }, 0), "0 of 40 jobs ended");
    const many = { of: 40_000, ended: 12_345, failed: 1000, since: none };
    assert.equal(waitedWords(many, 1), "12,345 of 40,000 jobs ended · 1,000 failed");
  });

  it("says about how long the others take, from those that have ended meanwhile", () => {
    const words = "20 of 40 jobs ended · about 4 min left";
    assert.equal(waitedWords({ of: 40, ended: 20, failed: 0, since }, 2 * minute), words);
  });

  it("says nothing of what is left where too few have ended meanwhile", () => {
    assert.equal(waitedWords({ of: 40, ended: 12, failed: 0, since }, 9 * minute), "12 of 40 jobs ended");
  });
});
