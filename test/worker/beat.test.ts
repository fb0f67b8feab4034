import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { renameSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { startTimeOf, type JobQueue } from "../../src/queue/index.js";
import { Beat } from "../../src/worker/beat/beat.js";
import { leftOversIn, readIn, temporaryQueue } from "../queue/temporary-queue.js";

function presenceOf(queue: JobQueue): { beat: number; jobs: { claim: string }[] } {
  return JSON.parse(readIn(queue, `.dirq/workers/${queue.worker}.json`)) as { beat: number; jobs: { claim: string }[] };
}

describe("the beat", () => {
  let queue: JobQueue;
  let beat: Beat;
  beforeEach(() => {
    queue = temporaryQueue();
    queue.create();
    beat = new Beat(queue, { name: "w1", slots: 2 }, 20);
  });
  afterEach(() => beat.stop());

  async function hasBeaten(times: number): Promise<void> {
    const deadline = performance.now() + 10_000;
    while (presenceOf(queue).beat < times) {
      assert.ok(performance.now() < deadline, `it has beaten ${times} times within 10 s`);
      await delay(5);
    }
  }

  it("makes the worker known before it starts, and forgotten once it stops", async () => {
    assert.equal(queue.hasWorker(), true);
    await beat.stop();
    assert.deepEqual([queue.hasWorker(), leftOversIn(queue)], [false, []]);
  });

  it("goes on while a job keeps the main thread busy", async () => {
    await hasBeaten(1);
    const before = presenceOf(queue).beat;
    // What a custom worker's long synchronous step does.
    const busyUntil = performance.now() + 500;
    while (performance.now() < busyUntil);
    assert.ok(presenceOf(queue).beat >= before + 5);
  });

  it("ends the processes of a job that was taken over", async () => {
    queue.submit({});
    const claim = queue.claimNext();
    assert.ok(claim);
    const child = spawn("sleep", ["300"], { detached: true, stdio: "ignore" });
    const pid = child.pid ?? 0;
    beat.started({ claim: claim.token, id: claim.id, pid, start_time: startTimeOf(pid) ?? "" });
    await hasBeaten(5);
    assert.deepEqual(
      presenceOf(queue).jobs.map((job) => job.claim),
      [claim.token],
    );
    assert.equal(child.signalCode, null);
    renameSync(claim.file, `${claim.file}-of-another`);
    const [, signal] = (await once(child, "exit")) as [number | null, string | null];
    assert.equal(signal, "SIGKILL");
  });
});
