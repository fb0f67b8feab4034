import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { JobQueue } from "../../src/queue/index.js";
import { say } from "../setup/say.js";
import { assertPromiseKept, oneMoreWorker } from "./aftermath.js";
import { builtProgram, quickDirectory } from "./programs.js";
import { VERBS } from "./verbs.js";

describe("killed before every call that changes the disk", function () {
  this.timeout(120_000);
  const program = builtProgram("die-in-verb");
  let points = 0;

  after(() => say(`    ${points} points of death`));

  for (const verb of Object.keys(VERBS)) {
    it(`${verb} keeps the promise`, () => {
      for (const torn of ["clean", "torn"]) {
        for (let k = 1; ; k++) {
          const died = dieIn(verb, { k, torn });
          if (!died) break;
          points++;
        }
      }
    });
  }

  /** False when the verb was done before the k-th call. */
  function dieIn(verb: string, { k, torn }: { k: number; torn: string }): boolean {
    const directory = join(quickDirectory(), "jobs");
    const queue = new JobQueue(directory);
    const ids = VERBS[verb]?.prepare(queue) ?? [];
    const { signal, status, stdout, stderr } = spawnSync(
      process.execPath,
      [program, verb, directory, String(k), torn],
      {
        input: JSON.stringify(ids),
        encoding: "utf8",
      },
    );
    assert.ok(signal === "SIGKILL" || status === 0, stderr);
    const acknowledged = [...ids, ...stdout.split("\n").filter((line) => line !== "")];
    try {
      oneMoreWorker(directory);
      assertPromiseKept(directory, acknowledged);
    } catch (error) {
      throw new Error(`${verb}, ${torn}, k = ${k}: ${(error as Error).message}`, { cause: error });
    }
    return signal === "SIGKILL";
  }
});
