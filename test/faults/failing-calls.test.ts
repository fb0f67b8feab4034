import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { temporaryDirectory } from "../queue/temporary-queue.js";
import { say } from "../setup/say.js";
import { assertAllWellAfter } from "./death.js";
import type { FaultyRun } from "./fail-in-verb.js";
import type { Fault } from "./failing-file-system.js";
import { builtProgram } from "./programs.js";
import { failedAt } from "./replay.js";
import { scaled } from "./scale.js";
import { VERBS } from "./verbs/index.js";
import { quickDirectory } from "./world.js";

const FAULTS = scaled<readonly Fault[]>(
  ["EIO", "lies"],
  ["EIO", "ENOSPC", "EDQUOT", "EROFS", "EACCES", "ESTALE", "lies"],
);

describe("each call that changes the disk going wrong once", function () {
  this.timeout(600_000);
  const program = builtProgram("fail-in-verb");
  let runs = 0;
  after(() => say(`    ${runs} calls that went wrong`));

  for (const verb of Object.keys(VERBS)) {
    it(`${verb} keeps the promise`, function () {
      for (const fault of FAULTS) {
        for (const run of faultyRuns(verb, fault)) {
          const what = `${verb}, ${fault} at call ${run.k}, ${run.call} (it said: ${run.error ?? "nothing"})`;
          try {
            assertAllWellAfter(verb, run);
          } catch (cause) {
            throw failedAt(this.test, { DIRQ_TEST_K: run.k }, { what, cause });
          }
          runs++;
        }
      }
    });
  }

  function faultyRuns(verb: string, fault: Fault): FaultyRun[] {
    const args = [program, verb, fault, quickDirectory(), temporaryDirectory()];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
    assert.equal(status, 0, stderr);
    const lines = stdout.split("\n").filter((line) => line !== "");
    return lines.map((line) => JSON.parse(line) as FaultyRun);
  }
});
