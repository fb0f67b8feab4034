import assert from "node:assert/strict";
import { mock } from "node:test";
import { afterSeconds } from "../../src/worker/after-seconds.js";

describe("a call after some seconds", () => {
  const DAY = 24 * 3600;
  beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
  afterEach(() => mock.timers.reset());

  it("comes once, also after more than a timer can hold", () => {
    let calls = 0;
    afterSeconds(60 * DAY, () => (calls += 1));
    for (let day = 1; day < 60; day += 1) mock.timers.tick(DAY * 1000);
    assert.equal(calls, 0);
    mock.timers.tick(DAY * 1000);
    mock.timers.tick(60 * DAY * 1000);
    assert.equal(calls, 1);
  });

  it("does not come when it was prevented", () => {
    let calls = 0;
    const prevent = afterSeconds(60 * DAY, () => (calls += 1));
    for (let day = 1; day < 50; day += 1) mock.timers.tick(DAY * 1000);
    prevent();
    mock.timers.tick(60 * DAY * 1000);
    assert.equal(calls, 0);
  });
});
