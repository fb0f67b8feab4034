import assert from "node:assert/strict";
import { join } from "node:path";
import { JobQueue } from "../../src/queue/index.js";
import { leftOversIn } from "../queue/temporary-queue.js";
import { until } from "../setup/until.js";
import { exitOf, COUNTING_WORKER, outputOf, start, startWorker } from "./processes.js";
import { builtProgram } from "./programs.js";
import { quickDirectory } from "./world.js";
import { numbersRun, runsIn } from "./runs.js";
import { scaled } from "./scale.js";

const SUBMITTERS = 5;
const JOBS_OF_EACH = scaled(200, 1_000);

describe("many processes on one queue", function () {
  this.timeout(300_000);
  const submitter = builtProgram("submit-jobs");
  let jobs: string;
  let runs: string;
  beforeEach(() => {
    const directory = quickDirectory();
    jobs = join(directory, "jobs");
    runs = join(directory, "runs");
  });

  it("three workers run what five processes submit, each job exactly once", async () => {
    const workers = [1, 2, 3].map(() => startWorker(jobs, COUNTING_WORKER));
    const ids = await submitTogether(SUBMITTERS, JOBS_OF_EACH);
    await until("every job has been run", () => runsIn(runs).length >= ids.length, 120_000);
    for (const worker of workers) worker.kill("SIGTERM");
    assert.deepEqual(await Promise.all(workers.map(exitOf)), [0, 0, 0]);

    const numbers = Array.from({ length: SUBMITTERS * JOBS_OF_EACH }, (_, n) => n);
    assert.deepEqual(numbersRun(runs), numbers, "each was run once");
    const queue = new JobQueue(jobs);
    assert.deepEqual(queue.ids("completed"), ids.sort());
    assert.deepEqual(queue.counts(), { queued: 0, running: 0, completed: ids.length, failed: 0 });
    assert.deepEqual(leftOversIn(queue), []);
  });

  it("four processes that submit at the same time never get the same id", async () => {
    const each = scaled(5_000, 100_000);
    const ids = await submitTogether(4, each);
    assert.equal(new Set(ids).size, 4 * each);
    assert.deepEqual(new JobQueue(jobs).ids("queued"), ids.sort());
  });

  /** Returns the ids of all jobs, which are numbered from 0. */
  async function submitTogether(processes: number, jobsOfEach: number): Promise<string[]> {
    const outputs = Array.from({ length: processes }, (_, k) =>
      outputOf(start(process.execPath, [submitter, jobs, runs, String(k * jobsOfEach), String(jobsOfEach)])),
    );
    return (await Promise.all(outputs)).flatMap((output) => output.split("\n"));
  }
});
