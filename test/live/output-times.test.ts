import assert from "node:assert/strict";
import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JobRow } from "../../src/live/live-queue.js";
import { OutputTimes } from "../../src/live/status/output-times.js";
import { temporaryQueue } from "../queue/temporary-queue.js";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const START = Date.UTC(2026, 10, 24, 12);

describe("When a running job printed last", () => {
  it("is when its log was written to, asked for every half minute", () => {
    const { facts, print, at } = open();
    assert.deepEqual(facts(), [undefined, undefined]);
    print(MINUTE);
    at(29 * SECOND);
    assert.deepEqual(facts(), [undefined, undefined]);
    at(30 * SECOND);
    assert.deepEqual(facts(), [MINUTE, 0]);
  });

  it("comes with the longest that it was seen to print nothing", () => {
    const { facts, print, at } = open();
    const looks: [printed: number, looked: number][] = [
      [0, 2],
      [0, 5],
      [6, 6],
      [7, 9],
      [60, 60],
    ];
    const gaps = looks.map(([printed, looked]) => {
      print(printed * MINUTE);
      at(looked * MINUTE);
      return Number(facts()[1]) / MINUTE;
    });
    // From the seventh minute to the sixtieth nobody looked but in the ninth: it may have printed all the while.
    assert.deepEqual(gaps, [0, 0, 5, 5, 5]);
  });

  it("is not that of another run", () => {
    const { facts, print, at } = open();
    print(0);
    facts();
    at(5 * MINUTE);
    facts();
    at(6 * MINUTE);
    assert.deepEqual(facts({ startedMs: START + 6 * MINUTE }), [undefined, undefined]);
    print(7 * MINUTE);
    at(7 * MINUTE);
    assert.deepEqual(facts({ startedMs: START + 6 * MINUTE }), [7 * MINUTE, 0]);
  });

  it("is told of no other job, and of nothing but a log in which something stands", () => {
    const { facts, print, log, at } = open();
    print(0);
    assert.deepEqual(facts({ state: "failed" }), [undefined, undefined]);
    assert.deepEqual(facts({ lostWorker: true }), [undefined, undefined]);
    assert.deepEqual(facts(), [0, 0]);
    for (const [index, make] of [writeEmpty, linkElsewhere, mkdirSync].entries()) {
      rmSync(log, { recursive: true });
      make(log);
      at((index + 1) * MINUTE);
      assert.deepEqual(facts(), [undefined, undefined]);
    }
  });
});

function writeEmpty(path: string): void {
  writeFileSync(path, "");
}

function linkElsewhere(path: string): void {
  writeFileSync(`${path}.elsewhere`, "epoch");
  symlinkSync(`${path}.elsewhere`, path);
}

/** All times are milliseconds since the job has started. */
function open() {
  const queue = temporaryQueue();
  const directory = queue.resultDirectory("1");
  const log = join(directory, "output.log");
  mkdirSync(directory, { recursive: true });
  let clock = START;
  const times = new OutputTimes(queue, { ids: () => ["1"] }, () => clock);
  const running = { id: "1", state: "running", startedMs: START, createdMs: START, label: "", shell: true, ours: true };
  return {
    log,
    at: (time: number) => {
      clock = START + time;
    },
    print: (time: number) => {
      writeFileSync(log, "epoch");
      utimesSync(log, new Date(START + time), new Date(START + time));
    },
    facts: (changes: Partial<JobRow> = {}) => {
      const { lastOutputMs, longestGapMs } = times.added({ ...running, ...changes } as JobRow);
      return [lastOutputMs === undefined ? undefined : lastOutputMs - START, longestGapMs];
    },
  };
}
