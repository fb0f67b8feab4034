import assert from "node:assert/strict";
import { LEASE_MS } from "../../src/queue/processes/beat-observer.js";
import { OwnSilence } from "../../src/queue/processes/own-silence.js";

const LONG_MS = LEASE_MS / 3;

describe("its own silence", () => {
  it("is long where either clock says so, since the last time", () => {
    let [wall, monotonic] = [0, 0];
    const silence = new OwnSilence({ now: () => wall, monotonic: () => monotonic });
    const isLongAfter = (onWall: number, onMonotonic: number): boolean => {
      wall += onWall;
      monotonic += onMonotonic;
      return silence.whenLong(() => undefined);
    };
    assert.equal(isLongAfter(LONG_MS - 1, LONG_MS - 1), false);
    assert.equal(isLongAfter(LONG_MS, 1), true);
    assert.equal(isLongAfter(-LONG_MS, LONG_MS), true);
    assert.equal(isLongAfter(1, 1), false);
  });

  it("lasts until what it asks for has been done", () => {
    let now = 0;
    const silence = new OwnSilence({ now: () => now, monotonic: () => now });
    now = LONG_MS;
    assert.throws(() => silence.whenLong(assert.fail));
    const acts: number[] = [];
    for (const act of [1, 2]) silence.whenLong(() => acts.push(act));
    assert.deepEqual(acts, [1]);
  });
});
