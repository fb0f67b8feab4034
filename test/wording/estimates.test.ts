import assert from "node:assert/strict";
import { leftWords, rowDescription } from "../../src/wording/index.js";

const MINUTE = 60_000;

describe("What is left of a running job", () => {
  const cases: readonly (readonly [usual: number | undefined, ran: number, words: string | undefined])[] = [
    [10 * MINUTE, 6 * MINUTE, "about 4 min left"],
    [10 * MINUTE, 9.5 * MINUTE, "under 1 min left"],
    [90 * MINUTE, 0, "about 1.5 h left"],
    [20 * 60 * MINUTE, 60 * MINUTE, "about 19 h left"],
    [10 * MINUTE, 11 * MINUTE, undefined],
    [5_000, 1_000, undefined],
    [undefined, MINUTE, undefined],
  ];
  for (const [usualMs, ran, words] of cases) {
    it(`is ${words ?? "not told"} after ${ran} of ${usualMs ?? "?"} ms`, () => {
      assert.equal(leftWords({ startedMs: 1_000, usualMs }, 1_000 + ran), words);
    });
  }

  it("stands at the end of the row, and not where the worker has died", () => {
    const row = { state: "running", createdMs: 0, startedMs: 0, progress: 0.42, usualMs: 10 * MINUTE } as const;
    assert.equal(rowDescription(row, 6 * MINUTE), "42 % · 6 min · about 4 min left");
    assert.equal(rowDescription({ ...row, lostWorker: true }, 6 * MINUTE), "its worker died · 42 % · 6 min");
  });
});
