import assert from "node:assert/strict";
import { inSimulatedTime } from "./simulation/simulated-time.js";

const LOOKS = 200_000;

describe("a simulated time", () => {
  it("passes on all clocks, and is over when the run is", () => {
    const before = replaced();

    const passed = inSimulatedTime(1, (time) => {
      const start = [performance.now(), Date.now(), new Date().getTime()];
      time.pass(60_000);
      return [performance.now(), Date.now(), new Date().getTime()].map((now, clock) => now - (start[clock] ?? 0));
    });

    assert.deepEqual(passed, [60_000, 60_000, 60_000]);
    assert.deepEqual(replaced(), before);
  });

  it("stands still on one clock while the machine is suspended", () => {
    const passed = inSimulatedTime(1, (time) => {
      const start = [performance.now(), Date.now()];
      time.passAsleep(60_000);
      return [performance.now(), Date.now()].map((now, clock) => now - (start[clock] ?? 0));
    });

    assert.deepEqual(passed, [0, 60_000]);
  });

  it("keeps nothing of those who looked at its clock, however many runs follow each other", () => {
    const before = process.memoryUsage().heapUsed;

    inSimulatedTime(1, () => {
      for (let look = 0; look < LOOKS; look++) performance.now();
    });

    const megabytes = (process.memoryUsage().heapUsed - before) / 1e6;
    assert.ok(megabytes < 50, `${megabytes.toFixed(0)} MB`);
  });
});

/** As lists: newer versions of Node take no object for equal to another whose key Symbol.toStringTag holds no text. */
function replaced(): readonly unknown[] {
  const properties = (object: object): readonly unknown[] =>
    Reflect.ownKeys(object).map((key) => [key, Reflect.getOwnPropertyDescriptor(object, key)]);
  return [Date, ...[performance, Math, Atomics].map(properties)];
}
