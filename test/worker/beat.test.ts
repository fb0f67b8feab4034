import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { renameSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { openStore, startTimeOf, type JobQueue } from "../../src/queue/index.js";
import { readPresence, type PresenceRecord } from "../../src/queue/presence.js";
import { Beat } from "../../src/worker/beat/beat.js";
import { leftOversIn, readIn, temporaryQueue } from "../queue/temporary-queue.js";

/** Undefined where the file is just being rewritten. */
function presenceOf(queue: JobQueue): PresenceRecord | undefined {
  return readPresence(openStore(queue.directory), queue.worker);
}

function beatsOf(queue: JobQueue): number {
  return presenceOf(queue)?.beat ?? -1;
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
    while (beatsOf(queue) < times) {
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
    const before = beatsOf(queue);
    // What a custom worker's long synchronous step does.
    const deadline = performance.now() + 10_000;
    while (beatsOf(queue) < before + 5) assert.ok(performance.now() < deadline, "it goes on");
  });

  it("ends the processes of a job that was taken over", async () => {
    queue.submit({});
    const claim = queue.claimNext();
    assert.ok(claim);
    const child = spawn("sleep", ["300"], { detached: true, stdio: "ignore" });
    const pid = child.pid ?? 0;
    beat.started({ claim: claim.token, id: claim.id, pid, start_time: startTimeOf(pid) ?? "" });
    await hasBeaten(5);
    await hasBeaten(beatsOf(queue) + 1);
    assert.match(readIn(queue, `.dirq/workers/${queue.worker}.json`), new RegExp(claim.token));
    assert.equal(child.signalCode, null);
    renameSync(claim.file, `${claim.file}-of-another`);
    const [, signal] = (await once(child, "exit")) as [number | null, string | null];
    assert.equal(signal, "SIGKILL");
  });
});
