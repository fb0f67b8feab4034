/** The script that a notebook would hold, as a program: `npm run build` comes first, it imports the built library. */
import assert from "node:assert/strict";
import path from "node:path";
import { run } from "../../scripts/processes/run.js";
import { JobQueue } from "../../src/queue/index.js";
import { temporaryDirectory } from "../queue/temporary-queue.js";
import { examples } from "./run-example.js";

describe("the sweep as a script", () => {
  it("submits a batch, waits for it, and prints the results, the best first", async () => {
    const cwd = temporaryDirectory();
    const printed = await run(process.execPath, [path.join(examples, "sweep.mjs")], { cwd });
    const lines = printed.trim().split("\n");
    assert.deepEqual(
      lines.slice(0, 4).map((line) => line.slice(0, 3)),
      ["1/4", "2/4", "3/4", "4/4"],
    );
    assert.deepEqual(
      lines.slice(5).map((line) => line.replace(/ {2,}/g, "  ")),
      [
        "job  learning rate  loss  accuracy",
        "train at 10  10  0.0561  0.978",
        "train at 1  1  0.2133  0.956",
        "train at 0.1  0.1  0.4247  0.844",
        "train at 0.01  0.01  0.7625  0.822",
      ],
    );
    const batches = new JobQueue(path.join(cwd, "jobs"))
      .list()
      .map((job) => job.state !== "damaged" && JSON.stringify(job.params["dirq"]));
    assert.deepEqual([batches.length, new Set(batches).size], [4, 1]);
  });
});
