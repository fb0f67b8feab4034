import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { temporaryQueue, writeIn } from "./temporary-queue.js";

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
