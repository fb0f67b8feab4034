import assert from "node:assert/strict";
import { lengthOfTime, moment, pastMoment } from "../../src/cli/typed/when.js";
import { cpuTimeOf } from "../setup/cpu-time.js";

/** A Tuesday at noon. */
const NOW = new Date(2026, 10, 24, 12);

describe("Lengths of time", () => {
  const lengths: [text: string, seconds: number][] = [
    ["90s", 90],
    ["30m", 1_800],
    ["2h", 7_200],
    ["7d", 604_800],
    ["1w", 604_800],
    ["45", 45],
    ["1.5h", 5_400],
    ["1h30m", 5_400],
    ["2 hours 5 min", 7_500],
  ];
  for (const [text, seconds] of lengths) {
    it(`takes ${text} for ${seconds} s`, () => assert.equal(lengthOfTime("--in", text), seconds));
  }

  for (const text of ["", "soon", "0s", "-5s", "5x", "1h soon", "1.2.3s", "99999d", "1e3"]) {
    it(`refuses "${text}"`, () =>
      assert.throws(
        () => lengthOfTime("--in", text),
        /^Error: --in .*: it has to be a length of time, for example 90s/,
      ));
  }

  it("refuses a long text at once", () => {
    const refuse = (): void => assert.throws(() => lengthOfTime("--in", `${"1".repeat(50_000)}!`));
    assert.ok(cpuTimeOf(refuse) < 1_000);
  });
});

describe("Moments", () => {
  const moments: [text: string, time: Date][] = [
    ["18:00", new Date(2026, 10, 24, 18)],
    ["9:00", new Date(2026, 10, 25, 9)],
    ["12:00", new Date(2026, 10, 25, 12)],
    ["18:00:30", new Date(2026, 10, 24, 18, 0, 30)],
    ["6pm", new Date(2026, 10, 24, 18)],
    ["6:30 PM", new Date(2026, 10, 24, 18, 30)],
    ["12am", new Date(2026, 10, 25)],
    ["today 18:00", new Date(2026, 10, 24, 18)],
    ["tomorrow 9:00", new Date(2026, 10, 25, 9)],
    ["Tomorrow 9am", new Date(2026, 10, 25, 9)],
    ["2026-12-24 18:00", new Date(2026, 11, 24, 18)],
    ["2026-12-24T18:00", new Date(2026, 11, 24, 18)],
    ["2026-12-24T18:00:00Z", new Date(Date.UTC(2026, 11, 24, 18))],
    ["2026-12-24 18:00:00.5+01:00", new Date(Date.UTC(2026, 11, 24, 17, 0, 0, 500))],
  ];
  for (const [text, time] of moments) {
    it(`takes ${text} for ${time.toISOString()}`, () => assert.deepEqual(moment("--at", text, NOW), time));
  }

  for (const text of ["", "18", "25:00", "9:60", "13pm", "0am", "tomorrow", "2026-02-30 9:00", "2026-02-30T09:00Z"]) {
    it(`refuses "${text}"`, () =>
      assert.throws(() => moment("--at", text, NOW), /^Error: --at .*: it has to be a time, for example 18:00/));
  }

  for (const text of ["today 9:00", "2026-11-24 12:00", "2020-01-01T00:00Z"]) {
    it(`says that ${text} is over`, () =>
      assert.throws(() => moment("--at", text, NOW), /^Error: --at .*: that was at .* and is over\.$/));
  }
});

describe("Moments behind us", () => {
  const moments: [text: string, time: Date][] = [
    ["2h", new Date(2026, 10, 24, 10)],
    ["7d", new Date(2026, 10, 17, 12)],
    ["9:00", new Date(2026, 10, 24, 9)],
    ["18:00", new Date(2026, 10, 23, 18)],
    ["today", new Date(2026, 10, 24)],
    ["Yesterday", new Date(2026, 10, 23)],
    ["yesterday 18:00", new Date(2026, 10, 23, 18)],
    ["2026-11-01", new Date(2026, 10, 1)],
    ["2026-11-01T06:30", new Date(2026, 10, 1, 6, 30)],
    ["2026-11-01T06:30:00Z", new Date("2026-11-01T06:30:00Z")],
  ];
  for (const [text, time] of moments) {
    it(`takes ${text} for ${time.toISOString()}`, () => assert.deepEqual(pastMoment("--since", text, NOW), time));
  }

  for (const text of ["", "soon", "2026-02-30", "25:00"]) {
    it(`refuses "${text}"`, () => assert.throws(() => pastMoment("--since", text, NOW), /it has to be a time/));
  }
});
