import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const MODULE = join(__dirname, "../../src/cli/small-heap.ts");
const KEEP_SMALL = `require(${JSON.stringify(MODULE)}).keepHeapSmall();`;

describe("a heap that is kept small", () => {
  it("has a young generation that does not grow, whatever is made", () => {
    assert.ok(youngGeneration("") > 8, "else there is nothing to keep small");
    assert.ok(youngGeneration(KEEP_SMALL) < 4);
  });

  it("stays so when a thread is started", () => {
    assert.ok(youngGeneration(`${KEEP_SMALL} new (require("node:worker_threads").Worker)("", { eval: true });`) < 4);
  });
});

/** In megabytes, after a hundred megabytes of things that live for a while, made once all threads run. */
function youngGeneration(before: string): number {
  const program = `
    ${before}
    setTimeout(() => {
      const kept = [];
      for (let made = 0; made < 2_000_000; made++) kept[made % 100_000] = { made };
      const young = require("node:v8").getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space");
      console.log(young.space_size / 1e6);
    }, 500);`;
  return Number(execFileSync(process.execPath, ["--require", "tsx/cjs", "-e", program], { encoding: "utf8" }));
}
