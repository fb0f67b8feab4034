import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { utimesSync } from "node:fs";
import { join } from "node:path";
import type { JobQueue } from "../../src/queue/index.js";
import { claimAs, deadWorker } from "./other-workers.js";
import { jobFilesIn, leftOversIn, pythonJob, temporaryQueue, writeIn } from "./temporary-queue.js";

const TWO_DAYS_AGO = Date.now() / 1_000 - 2 * 86_400;

describe("doctor", () => {
  let queue: JobQueue;
  beforeEach(() => {
    queue = temporaryQueue();
    queue.create();
  });

  const findings = () =>
    queue.diagnose().map(({ kind, id, fixable }) => `${kind} ${id ?? "-"}${fixable ? ", fixable" : ""}`);
  const fix = () => queue.recovery(() => undefined).run();
  function old(path: string): void {
    writeIn(queue, path, "");
    utimesSync(join(queue.directory, path), TWO_DAYS_AGO, TWO_DAYS_AGO);
  }

  it("finds nothing in a healthy queue", () => {
    const [, second] = queue.submitMany([{ command: "true" }, { command: "true" }]);
    const claim = queue.claimNext();
    assert.ok(claim);
    queue.finish(claim, { state: "completed", result: {} });
    queue.cancel(second?.id ?? "");
    assert.deepEqual(findings(), []);
  });

  it("finds a job in two states, results without a job, and a damaged file; and mends none of them", () => {
    for (const state of ["queued", "completed"]) writeIn(queue, `${state}/1.json`, pythonJob("1"));
    writeIn(queue, "completed_results/2/result.json", "{}");
    writeIn(queue, "completed/3.json", "{");
    const found = findings();
    assert.deepEqual(found, ["damaged 3", "two-states 1", "results-without-job 2"]);
    const before = jobFilesIn(queue);
    fix();
    assert.deepEqual([findings(), jobFilesIn(queue)], [found, before]);
  });

  it("finds what a Python worker left when it lost a race, and mends it", () => {
    writeIn(queue, "completed/1.json", pythonJob("1"));
    writeIn(queue, "failed/1.json", pythonJob("1", { error: "Error starting job: gone" }));
    assert.deepEqual(findings(), ["false-mark 1, fixable"]);
    fix();
    assert.deepEqual([findings(), jobFilesIn(queue)], [[], ["completed/1.json"]]);
  });

  it("finds the job of a dead worker, and gives it back", () => {
    const { id } = queue.submit({ command: "true" });
    claimAs(queue, deadWorker(queue));
    assert.deepEqual(findings(), [`dead-worker ${id}, fixable`]);
    fix();
    assert.deepEqual([findings(), queue.get(id)?.state], [[], "queued"]);
  });

  it("says that a job without a claim is Python's, and leaves it", () => {
    writeIn(queue, "running/1.json", pythonJob("1"));
    fix();
    assert.deepEqual(findings(), ["unknown-owner 1"]);
  });

  it("says what stands in the way of Python workers", () => {
    queue.submitMany([{ type: "report" }, { command: "true" }]);
    assert.match(findings().join(), /^starves-python \d+$/);
  });

  it("sweeps away locks and half-written files that are older than a day", () => {
    old("queued/1.lock");
    old(".dirq/tmp/2.part");
    old(".dirq/claims/.3.probe");
    writeIn(queue, "queued/4.lock", "");
    writeIn(queue, ".dirq/tmp/5.part", "");
    assert.deepEqual(findings(), ["stray-lock 1, fixable", "left-over -, fixable", "left-over -, fixable"]);
    fix();
    assert.deepEqual([findings(), leftOversIn(queue)], [[], [".dirq/tmp/5.part"]]);
  });

  it("finishes a removal and a restoring that were cut short", () => {
    for (const [phase, id] of [
      ["removing", "1"],
      ["restoring", "2"],
    ]) {
      const anHourAgo = new Date(Date.now() - 3_600_000).toISOString().replace(/[-:]|\..*/g, "");
      const folder = `.dirq/trash/${anHourAgo}-${phase}-0123456789ab`;
      writeIn(queue, `${folder}/manifest.json`, JSON.stringify({ id, state: "completed", removed_ms: 1 }));
      writeIn(queue, `${folder}/job.json`, pythonJob(id ?? ""));
    }
    writeIn(queue, "completed_results/1/result.json", "{}");
    assert.deepEqual(findings(), ["results-without-job 1", "half-done 1, fixable", "half-done 2, fixable"]);
    fix();
    assert.deepEqual(
      [findings(), jobFilesIn(queue), queue.trash().map(({ id }) => id)],
      [[], ["completed/2.json"], ["1"]],
    );
  });
});

describe("the workers of a queue", () => {
  it("are shown with what they run, and how it is known whether they live", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({});
    queue.claimNext();
    const { pid: ended } = spawnSync("true");
    const record = { name: "w", host: "h", pid: process.pid, slots: 2, started_ms: 1, beat: 7, jobs: [] };
    const names = [
      queue.worker,
      queue.worker.replace(`-${process.pid}-`, `-${ended}-`),
      queue.worker.replace(/^[0-9a-f]+/, "0"),
    ];
    for (const [index, worker] of names.entries()) {
      const presence = { ...record, worker, pid: index === 1 ? ended : process.pid, started_ms: index };
      writeIn(queue, `.dirq/workers/${worker}.json`, JSON.stringify(presence));
    }
    assert.deepEqual(
      queue.workers().map(({ liveness, evidence, jobs, slots }) => [liveness, evidence, jobs, slots]),
      [
        ["alive", `process ${process.pid} runs on this machine`, [id], 2],
        ["dead", `process ${ended} has ended on this machine`, [], 2],
        ["unknown", "cannot be seen from here (h); last beat 7", [], 2],
      ],
    );
  });
});
