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

/** In megabytes. Newer engines begin with twice as much at times, and hold some pages more while they sweep. */
const SMALL = 12;

function assertSmall(size: number): void {
  assert.ok(size < SMALL, `${size} MB`);
}

describe("a heap that is kept small", () => {
  it("has a young generation that does not grow, whatever is made", () => {
    const grown = youngGeneration(AT_ONCE);
    assert.ok(grown > 2 * SMALL, `else there is nothing to keep small: ${grown} MB`);
    assertSmall(youngGeneration(KEEP_SMALL + AT_ONCE));
  });

  it("stays so when a thread is started", () => {
    assertSmall(youngGeneration(KEEP_SMALL + ONCE_A_THREAD_RUNS));
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
