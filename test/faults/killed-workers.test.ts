import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { JobQueue } from "../../src/queue/index.js";
import { leftOversIn } from "../queue/temporary-queue.js";
import { say } from "../setup/say.js";
import { until } from "../setup/until.js";
import { exitOf, COUNTING_WORKER, startWorker } from "./processes.js";
import { quickDirectory } from "./world.js";
import { runsIn, type Run } from "./runs.js";
import { scaled } from "./scale.js";
import { chance } from "./seed.js";

/** A job takes so long: a worker is killed in the middle of its work as often as between. */
const JOB_MS = 10;

describe("workers that are killed again and again", function () {
  this.timeout(600_000);

  it("every job ends, is run again only after its worker's death, and is recorded once", async () => {
    const random = chance();
    const directory = quickDirectory();
    const runs = join(directory, "runs");
    const queue = new JobQueue(join(directory, "jobs"));
    const numbers = Array.from({ length: scaled(200, 5_000) }, (_, n) => n);
    const ids = queue.submitMany(numbers.map((n) => ({ n, runs, ms: JOB_MS }))).map(({ id }) => id);
    const recorded = new Map<string, string>();
    const killed = new Set<number>();
    const workers = Array.from({ length: 3 }, () => startWorker(queue.directory, COUNTING_WORKER));

    while (runsIn(runs).length < ids.length) {
      const enough = runsIn(runs).length + 5 + random(15);
      await until("some more jobs have been run", () => runsIn(runs).length >= enough || isDone());
      const at = random(workers.length);
      const victim = workers[at] as ChildProcess;
      victim.kill("SIGKILL");
      killed.add(victim.pid ?? 0);
      await exitOf(victim);
      remember();
      workers[at] = startWorker(queue.directory, COUNTING_WORKER);
    }
    await until("every job has ended", isDone, 120_000);
    remember();
    for (const worker of workers) worker.kill("SIGTERM");
    await Promise.all(workers.map(exitOf));
    queue.recovery(() => undefined).run();

    say(`    ${killed.size} workers killed, ${runsIn(runs).length} runs of ${ids.length} jobs`);
    for (const [n, id] of ids.entries()) {
      const ofJob = runsIn(runs).filter((run) => run.n === n);
      assertOnceAfterDeaths(ofJob, killed, `job ${n}`);
      assert.equal(queue.document(id), recorded.get(id), `job ${n} is recorded as it was at first`);
      if (queue.get(id)?.state !== "completed") continue;
      assert.deepEqual(JSON.parse(queue.resultText(id) ?? ""), { by: ofJob.at(-1)?.claim }, `the result of job ${n}`);
    }
    assert.deepEqual(leftOversIn(queue), []);

    function isDone(): boolean {
      const { completed, failed } = queue.counts();
      return completed + failed === ids.length;
    }

    /** What is recorded now must stand for ever. */
    function remember(): void {
      for (const id of [...queue.ids("completed"), ...queue.ids("failed")]) {
        const text = queue.document(id) ?? "";
        if (!recorded.has(id)) recorded.set(id, text);
      }
    }
  });
});

/** A run that was followed by another was that of a worker which was killed. */
function assertOnceAfterDeaths(runs: readonly Run[], killed: ReadonlySet<number>, what: string): void {
  const followed = runs.slice(0, -1);
  assert.deepEqual(
    followed.filter(({ pid }) => !killed.has(pid)),
    [],
    `${what} was run once by a worker that lived`,
  );
}
