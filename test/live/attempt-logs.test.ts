import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { earlierLogs } from "../../src/live/logs/attempt-logs.js";
import { temporaryDirectory } from "../queue/temporary-queue.js";

describe("The logs of earlier attempts", () => {
  for (const [logs, told] of [
    [0, { earlierLogs: 0 }],
    [100, { earlierLogs: 100 }],
    [150, { earlierLogs: 100, moreLogs: true }],
  ] as const)
    it(`are counted, where there are ${logs}, as far as they are listed`, () => {
      const directory = temporaryDirectory();
      for (let attempt = 1; attempt <= logs; attempt++) writeFileSync(join(directory, `output.${attempt}.log`), "");
      assert.deepEqual(earlierLogs(directory), told);
    });
});
