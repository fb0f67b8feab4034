import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { openStore, startTimeOf, type JobQueue } from "../../src/queue/index.js";
import { readPresence, type PresenceRecord } from "../../src/queue/processes/presence.js";
import { Beat } from "../../src/worker/beat/beat.js";
import { claimJob } from "../queue/claim-job.js";
import { leftOversIn, temporaryDirectory, temporaryQueue } from "../queue/temporary-queue.js";
import { until } from "../setup/until.js";

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
  beforeEach(async () => {
    queue = temporaryQueue();
    queue.create();
    beat = await Beat.start(queue, { name: "w1", slots: 2 }, { beatMs: 20 });
  });
  afterEach(() => beat.stop());

  it("makes the worker known before it starts, and forgotten once it stops", async () => {
    assert.equal(queue.hasWorker(), true);
    await beat.stop();
    assert.deepEqual([queue.hasWorker(), leftOversIn(queue)], [false, []]);
  });

  it("goes on while a job keeps the main thread busy", async () => {
    await until("it has beaten", () => beatsOf(queue) >= 1);
    const before = beatsOf(queue);
    // What a custom worker's long synchronous step does.
    const deadline = performance.now() + 30_000;
    while (beatsOf(queue) < before + 5) assert.ok(performance.now() < deadline, "it goes on");
  });

  it("ends the processes of a job that was taken over", async () => {
    queue.submit({});
    const claim = claimJob(queue);
    const child = spawn("sleep", ["300"], { detached: true, stdio: "ignore" });
    const pid = child.pid ?? 0;
    beat.started({ claim: claim.token, id: claim.id, pid, start_time: startTimeOf(pid) ?? "" });
    await until("the process is made known", () => presenceOf(queue)?.jobs[0]?.claim === claim.token);
    assert.equal(child.signalCode, null);
    renameSync(claim.file, `${claim.file}-of-another`);
    const [, signal] = (await once(child, "exit")) as [number | null, string | null];
    assert.equal(signal, "SIGKILL");
  });
});

describe("what a beat tells of jobs", () => {
  let queue: JobQueue;
  let beat: Beat;
  beforeEach(async () => {
    queue = temporaryQueue();
    queue.create();
    beat = await Beat.start(queue, { name: "w1", slots: 2 }, { beatMs: 3_600_000 });
  });
  afterEach(() => beat.stop());

  it("is nothing of what was over at once, and all that runs for a while", async () => {
    const running = { claim: "long", id: "1", pid: process.pid, start_time: "1" };
    for (let n = 0; n < 15; n++) {
      beat.started({ ...running, claim: "short" });
      beat.ended("short");
      await delay(20);
    }
    beat.started(running);
    await until("it is made known", () => presenceOf(queue)?.jobs.length === 1);
    const { beat: beats, jobs } = presenceOf(queue) ?? {};
    assert.deepEqual([beats, jobs], [1, [running]]);
  });

  async function startedAndKnown(pid: number): Promise<void> {
    beat.started({ claim: "long", id: "1", pid, start_time: "1" });
    await until("it is made known", () => presenceOf(queue)?.jobs[0]?.pid === pid);
  }

  it("is the second process group of a job as well as the first", async () => {
    await startedAndKnown(1111);
    await startedAndKnown(2222);
  });

  it("is at no time that nothing runs a job that has come to its next process group", async () => {
    await startedAndKnown(1);
    const known = new Set<number>();
    for (let pid = 2; pid <= 15; pid++) {
      beat.started({ claim: "long", id: "1", pid, start_time: "1" });
      await delay(20);
      known.add(presenceOf(queue)?.jobs.length ?? 1);
    }
    assert.deepEqual([...known], [1]);
  });
});

describe("a beat whose thread ends by itself", () => {
  it("says why, and has another, which knows of the jobs that run", async () => {
    const queue = temporaryQueue();
    queue.create();
    const heard = join(temporaryDirectory(), "heard");
    const program = `${heard}.cjs`;
    // The second is not the one that fails.
    const source = `const { parentPort } = require("node:worker_threads");
      const { appendFileSync, existsSync } = require("node:fs");
      parentPort.postMessage("running");
      const isFirst = !existsSync(${JSON.stringify(heard)});
      parentPort.on("message", (jobs) => {
        appendFileSync(${JSON.stringify(heard)}, jobs.map(({ id }) => id + ";").join());
        if (isFirst) throw new Error("out of luck");
      });`;
    writeFileSync(program, source);
    const said: string[] = [];
    const onDeath = ({ message }: Error): void => void said.push(message);
    const beat = await Beat.start(queue, { name: "w1", slots: 1 }, { beatMs: 20, program, onDeath });
    beat.started({ claim: "long", id: "1", pid: process.pid, start_time: "1" });
    await until("the second has heard of it", () => existsSync(heard) && readFileSync(heard, "utf8") === "1;1;");
    assert.match(said.join("\n"), /^In .* lives is not running, and is started again: out of luck$/);
    await beat.stop();
  });

  it("is heard of also where a job has kept the main thread busy meanwhile, and counts on", async () => {
    const queue = temporaryQueue();
    queue.create();
    const counted = join(temporaryDirectory(), "counted");
    const program = `${counted}.cjs`;
    const source = `const { parentPort, workerData } = require("node:worker_threads");
      const count = Atomics.add(new Int32Array(workerData.beats), 0, 1) + 1;
      require("node:fs").writeFileSync(${JSON.stringify(counted)}, String(count));
      parentPort.postMessage("running");
      setTimeout(() => process.exit(), 20);`;
    writeFileSync(program, source);
    const busy = new Int32Array(new SharedArrayBuffer(4));
    const onDeath = (): void => void Atomics.wait(busy, 0, 0, 100);
    const starting = Beat.start(queue, { name: "w1", slots: 1 }, { beatMs: 20, program, onDeath });
    Atomics.wait(busy, 0, 0, 600);
    const beat = await starting;
    const blocking = setInterval(() => Atomics.wait(busy, 0, 0, 200), 5);
    await until("the fourth runs", () => Number(readFileSync(counted, "utf8")) >= 4);
    clearInterval(blocking);
    await beat.stop();
  });
});

describe("a beat whose thread does not start", () => {
  for (const [what, source] of [
    ["fails", 'throw new Error("no such library")'],
    ["ends at once", "process.exit()"],
  ] as const) {
    it(`because it ${what} is an error in words, and leaves no worker behind`, async () => {
      const queue = temporaryQueue();
      queue.create();
      const program = join(temporaryDirectory(), "thread.cjs");
      writeFileSync(program, source);
      const saysWhy = {
        code: "QUEUE_UNUSABLE",
        message: /^Cannot work on .*: the thread .* did not start: (no such library|it ended)$/,
      };
      await assert.rejects(Beat.start(queue, { name: "w1", slots: 1 }, { program }), saysWhy);
      assert.deepEqual([queue.hasWorker(), leftOversIn(queue)], [false, []]);
    });
  }

  it("because it is missing is such an error too", async () => {
    const queue = temporaryQueue();
    queue.create();
    const starting = Beat.start(queue, { name: "w1", slots: 1 }, { program: "/no/such/thread.cjs" });
    await assert.rejects(starting, /did not start: Cannot find module/);
    assert.equal(queue.hasWorker(), false);
  });
});
