import assert from "node:assert/strict";
import { absoluteTime, duration, localTime, relativeTime, roughDuration } from "../../src/wording/index.js";

const NOW = new Date(2026, 10, 24, 12, 0, 0).getTime();
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("relativeTime", () => {
  const cases: [ago: number, words: string][] = [
    [0, "just now"],
    [9 * SECOND, "just now"],
    [40 * SECOND, "40 s ago"],
    [3 * MINUTE + 59 * SECOND, "3 min ago"],
    [2 * HOUR, "2 h ago"],
    [DAY, "1 day ago"],
    [6.9 * DAY, "6 days ago"],
    [7 * DAY, "2026-11-17"],
    [-3 * SECOND, "just now"],
    [-5 * MINUTE, "in 5 min"],
  ];
  for (const [ago, words] of cases) {
    it(`says "${words}" of ${ago / SECOND} s ago`, () => assert.equal(relativeTime(NOW - ago, NOW), words));
  }
});

describe("duration", () => {
  const cases: [length: number, words: string][] = [
    [-5, "<0.1 s"],
    [49, "<0.1 s"],
    [50, "0.1 s"],
    [420, "0.4 s"],
    [9_949, "9.9 s"],
    [9_990, "10 s"],
    [59_600, "1 min"],
    [65 * SECOND, "1 min 5 s"],
    [2 * HOUR + 3 * MINUTE, "2 h 3 min"],
    [3 * DAY + 4 * HOUR, "3 days 4 h"],
    [DAY, "1 day"],
  ];
  for (const [length, words] of cases) {
    it(`says "${words}" of ${length} ms`, () => assert.equal(duration(length), words));
  }
});

describe("roughDuration", () => {
  it("uses the largest unit alone", () => {
    const lengths = [0, 59.9 * SECOND, 61 * SECOND, 25 * HOUR, 50 * HOUR];
    assert.deepEqual(lengths.map(roughDuration), ["0 s", "59 s", "1 min", "1 day", "2 days"]);
  });
});

describe("absolute times", () => {
  it("are local, to the second", () => assert.equal(localTime(NOW), "2026-11-24 12:00:00"));
  it("carry the zone where there is room", () =>
    assert.match(absoluteTime(NOW), /^2026-11-24 12:00:00 [+-]\d\d:\d\d$/));
});
