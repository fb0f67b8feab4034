import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { say } from "../setup/say.js";
import { assertPromiseKept, oneMoreWorker } from "./aftermath.js";
import type { FaultyRun } from "./fail-in-verb.js";
import type { Fault } from "./failing-file-system.js";
import { builtProgram, quickDirectory } from "./programs.js";
import { VERBS } from "./verbs.js";

const FAULTS: readonly Fault[] = ["EIO", "ENOSPC", "EDQUOT", "EROFS", "EACCES", "ESTALE", "lies"];

describe("each call that changes the disk going wrong once", function () {
  this.timeout(120_000);
  const program = builtProgram("fail-in-verb");
  let runs = 0;
  after(() => say(`    ${runs} calls that went wrong`));

  for (const verb of Object.keys(VERBS)) {
    it(`${verb} keeps the promise`, () => {
      for (const fault of FAULTS) {
        for (const [index, run] of faultyRuns(verb, fault).entries()) {
          check(run, `${verb}, ${fault} at call ${index + 1}`);
          runs++;
        }
      }
    });
  }

  function faultyRuns(verb: string, fault: Fault): FaultyRun[] {
    const { stdout, stderr, status } = spawnSync(process.execPath, [program, verb, fault, quickDirectory()], {
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
    return stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as FaultyRun);
  }

  function check({ directory, acknowledged, error }: FaultyRun, what: string): void {
    try {
      oneMoreWorker(directory);
      assertPromiseKept(directory, acknowledged);
    } catch (cause) {
      throw new Error(`${what} (${error ?? "it threw nothing"}): ${(cause as Error).message}`, { cause });
    }
  }
});
