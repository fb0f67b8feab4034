import assert from "node:assert/strict";
import { FilterError, parseFilter, parseNames } from "../../src/live/listing/filter.js";
import type { JobRow } from "../../src/live/live-queue.js";
import type { JobState } from "../../src/queue/index.js";

const NOW = new Date(2026, 10, 25, 12).getTime();
const HOUR = 3_600_000;

const FAILED: JobRow = {
  id: "1790000000000005678",
  state: "failed",
  label: "train lr=10",
  command: "python3 train.py --out C:/runs",
  shell: true,
  ours: true,
  workerName: "lab-7",
  createdMs: NOW - 30 * HOUR,
  finishedMs: NOW - 3 * HOUR,
  errorLine: "ValueError: loss became NaN at step 12",
};
const QUEUED: JobRow = { ...FAILED, state: "queued", finishedMs: undefined, errorLine: undefined };
const DAMAGED: JobRow = { ...FAILED, damaged: "not valid JSON: line 3" };

describe("A filter", () => {
  const cases: [filter: string, row: JobRow, lets: boolean][] = [
    ["", FAILED, true],
    ["LR=10", FAILED, true],
    ["train.py", FAILED, true],
    ["5678", FAILED, true],
    ["nan loss", FAILED, true],
    ["nan accuracy", FAILED, false],
    ['"became nan"', FAILED, true],
    ['"nan became"', FAILED, false],
    ["lab-7", FAILED, false],
    ["worker:lab-7", FAILED, true],
    ["name:train.py", FAILED, false],
    ["command:train.py", FAILED, true],
    ['error:"at step"', FAILED, true],
    ["error:x", QUEUED, false],
    ["C:/runs", FAILED, true],
    ["state:failed", FAILED, true],
    ["state:queued,failed", QUEUED, true],
    ["@failed", QUEUED, false],
    ["@damaged", DAMAGED, true],
    ["@failed", DAMAGED, false],
    ["error:json", DAMAGED, true],
    ["before:2h", FAILED, true],
    ["after:2h", FAILED, false],
    ["after:today", FAILED, true],
    ["after:today", QUEUED, false],
    ["before:09:30", FAILED, true],
    ["after:13:00", FAILED, true],
    ["before:13:00", FAILED, false],
    ["after:2026-11-25", FAILED, true],
    ["before:2026-11-24T23:00", FAILED, false],
  ];
  for (const [filter, row, lets] of cases) {
    it(`${JSON.stringify(filter)} ${lets ? "lets through" : "keeps back"} a job that is ${row.damaged ? "damaged" : row.state}`, () => {
      assert.equal(parseFilter(filter, NOW)(row), lets);
      assert.ok(parseNames(filter, NOW)(row) || !lets, "its name would have kept it back");
    });
  }

  it("knows of many jobs by their names alone that it keeps them back", () => {
    const submitted = (hoursAgo: number): string => `${NOW - hoursAgo * HOUR}000000`;
    const could = (filter: string, hoursAgo: number, state: JobState): boolean =>
      parseNames(filter, NOW)({ id: submitted(hoursAgo), state });
    assert.deepEqual([could("before:2h", 1, "completed"), could("before:2h", 3, "completed")], [false, true]);
    assert.deepEqual([could("after:2h", 3, "queued"), could("after:2h", 1, "running")], [false, true]);
    assert.deepEqual([could("after:2h", 3, "failed"), could("name:x after:2h", 3, "completed")], [true, true]);
    assert.deepEqual([could("@failed", 1, "failed"), could("state:queued x", 1, "failed")], [true, false]);
    assert.equal(parseNames("before:2h", NOW)({ id: "by-hand", state: "queued" }), true);
  });

  it("says what is wrong with it", () => {
    assert.throws(() => parseFilter("state:done", NOW), {
      message: /^state:done: there is no state done\. There are: queued/,
    });
    assert.throws(() => parseFilter("before:soon", NOW), FilterError);
    assert.throws(() => parseFilter("after:2026-13-45", NOW), FilterError);
  });
});
