import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const MODULE = join(__dirname, "../../src/cli/workers/small-heap.ts");
const KEEP_SMALL = `require(${JSON.stringify(MODULE)}).keepHeapSmall();`;

const AT_ONCE = "setImmediate(make);";
/** On a busy machine that takes a while. */
const ONCE_A_THREAD_RUNS = `
  const { Worker } = require("node:worker_threads");
  new Worker("", { eval: true }).once("online", () => setImmediate(make));`;

describe("a heap that is kept small", () => {
  it("has a young generation that does not grow, whatever is made", () => {
    assert.ok(youngGeneration(AT_ONCE) > 8, "else there is nothing to keep small");
    assert.ok(youngGeneration(KEEP_SMALL + AT_ONCE) < 4);
  });

  it("stays so when a thread is started", () => {
    assert.ok(youngGeneration(KEEP_SMALL + ONCE_A_THREAD_RUNS) < 4);
  });
});

/** In megabytes, after a hundred megabytes of things that live for a while, which `program` makes. */
function youngGeneration(program: string): number {
  const make = `
    function make() {
      const kept = [];
      for (let made = 0; made < 2_000_000; made++) kept[made % 100_000] = { made };
      const young = require("node:v8").getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space");
      console.log(young.space_size / 1e6);
    }`;
  return Number(execFileSync(process.execPath, ["--require", "tsx/cjs", "-e", make + program], { encoding: "utf8" }));
}
