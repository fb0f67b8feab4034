import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { temporaryDirectory } from "../queue/temporary-queue.js";
import { assertAllWellAfter } from "./death.js";
import type { FaultyRun, Way } from "./fail-in-verb.js";
import { failedAt } from "./replay.js";
import { quickDirectory } from "./world.js";

/** Runs a verb, in each of these ways, once for each of its calls; all is well after each. Returns how many there were. */
export function assertAllWellAfterEach(
  test: Mocha.Runnable | undefined,
  { program, verb, ways }: { readonly program: string; readonly verb: string; readonly ways: readonly Way[] },
): number {
  const runs = faultyRuns(program, verb, ways);
  for (const run of runs) {
    const what = `${verb}, ${run.way} at call ${run.k}, ${run.call} (it said: ${run.error ?? "nothing"})`;
    try {
      assertAllWellAfter(verb, run);
    } catch (cause) {
      throw failedAt(test, { DIRQ_TEST_K: run.k }, { what, cause });
    }
  }
  return runs.length;
}

/** `program`: fail-in-verb, built. A process for all of them, since to start one takes longer than a run. */
function faultyRuns(program: string, verb: string, ways: readonly Way[]): FaultyRun[] {
  const args = [program, verb, quickDirectory(), temporaryDirectory(), ...ways];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: Infinity });
  assert.equal(status, 0, stderr);
  const lines = stdout.split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as FaultyRun);
}
