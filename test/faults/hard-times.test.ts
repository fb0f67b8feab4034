import assert from "node:assert/strict";
import { renameSync } from "node:fs";
import { join } from "node:path";
import { JobQueue } from "../../src/queue/index.js";
import { leftOversIn } from "../queue/temporary-queue.js";
import { until } from "../setup/until.js";
import { COUNTING_WORKER, exitOf, start, workerCommand } from "./processes.js";
import { quickDirectory } from "./world.js";
import { runsIn } from "./runs.js";

describe("a worker in hard times", function () {
  this.timeout(60_000);
  let directory: string;
  let runs: string;
  let queue: JobQueue;
  beforeEach(() => {
    directory = quickDirectory();
    runs = join(directory, "runs");
    queue = new JobQueue(join(directory, "jobs"));
  });

  it("runs four commands at a time with 64 files open at most", async () => {
    const ids = queue.submitMany(Array.from({ length: 40 }, () => ({ command: "echo", type: "shell" })));
    const [program, args] = workerCommand(queue.directory, "--rm", "--slots", "4");
    const worker = start("sh", ["-c", 'ulimit -n 64 && exec "$@"', "sh", program, ...args]);
    worker.stdout?.resume();
    assert.equal(await exitOf(worker), 0);
    assert.deepEqual(queue.counts(), { queued: 0, running: 0, completed: ids.length, failed: 0 });
    assert.deepEqual(leftOversIn(queue), []);
  });

  it("goes on when its directory disappears and comes back", async () => {
    const ids = queue.submitMany(Array.from({ length: 100 }, (_, n) => ({ n, runs, ms: 5 }))).map(({ id }) => id);
    const worker = start(...workerCommand(queue.directory, COUNTING_WORKER), { stderr: "pipe" });
    worker.stdout?.resume();
    let troubles = 0;
    worker.stderr
      ?.setEncoding("utf8")
      .on("data", (text: string) => (troubles += text.split("was there and is gone").length - 1));
    for (const enough of [10, 40, 70]) {
      await until(`${enough} jobs have been run`, () => runsIn(runs).length >= enough);
      const before = troubles;
      renameSync(queue.directory, `${queue.directory}-away`);
      await until("the worker says that it is gone", () => troubles > before);
      renameSync(`${queue.directory}-away`, queue.directory);
    }
    await until("all have ended", () => queue.ids("completed").length === ids.length, 45_000);
    worker.kill("SIGTERM");
    assert.equal(await exitOf(worker), 0);
    assert.deepEqual(
      runsIn(runs).map(({ n }) => n),
      ids.map((_, n) => n),
    );
    assert.deepEqual(leftOversIn(queue), []);
  });
});
