import assert from "node:assert/strict";
import { silentFor, type RowFacts } from "../../src/wording/index.js";

const MINUTE = 60_000;

describe("The silence of a running job", () => {
  const cases: readonly (readonly [silence: number, longestGap: number | undefined, words: string | undefined])[] = [
    [9.9 * MINUTE, undefined, undefined],
    [10 * MINUTE, undefined, "10 min"],
    [12 * MINUTE, MINUTE, "12 min"],
    [12 * MINUTE, 5 * MINUTE, undefined],
    [15 * MINUTE, 5 * MINUTE, "15 min"],
    [150 * MINUTE, 20 * MINUTE, "2 h"],
    [-MINUTE, undefined, undefined],
  ];
  for (const [silence, longestGapMs, words] of cases) {
    it(`is ${words ?? "not told"} after ${silence / MINUTE} min, the longest before being ${longestGapMs ?? "?"} ms`, () => {
      assert.equal(silentFor({ lastOutputMs: 1000, longestGapMs }, 1000 + silence), words);
    });
  }

  it("is not told of a job that never printed anything", () => {
    const row: RowFacts = { state: "running", createdMs: 0, startedMs: 0 };
    assert.equal(silentFor(row, 24 * 60 * MINUTE), undefined);
  });
});
