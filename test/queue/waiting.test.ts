import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { FailedOutcome, JobQueue, SubmitOptions } from "../../src/queue/index.js";
import { WaitingMover } from "../../src/queue/changing/waiting-mover.js";
import { openStore } from "../../src/queue/disk/store.js";
import { claimJob } from "./claim-job.js";
import { jobFilesIn, leftOversIn, readIn, temporaryQueue } from "./temporary-queue.js";

const FAILURE: FailedOutcome = { state: "failed", error: "no", details: "" };

describe("a job that waits", () => {
  let queue: JobQueue;
  let now: number;
  let mover: WaitingMover;

  beforeEach(() => {
    queue = temporaryQueue();
    queue.create();
    now = Date.now();
    let counter = 0;
    mover = new WaitingMover(openStore(queue.directory), () => `${queue.worker}.r90${++counter}`, {
      now: () => now,
      monotonic: () => now,
    });
  });

  const submit = (options: SubmitOptions = {}) => queue.submit({ n: 1 }, options).id;
  const reasonOf = (id: string) => {
    const job = queue.get(id);
    return job?.state === "queued" ? (job.waiting ?? "queued") : job?.state === "failed" ? job.error : job?.state;
  };
  const claim = () => claimJob(queue);
  const end = (outcome: Parameters<JobQueue["finish"]>[1]) => queue.finish(claim(), outcome);

  it("is held until it is released", () => {
    const id = submit({ hold: true });
    mover.run();
    assert.deepEqual([reasonOf(id), queue.claimNext()], ["held", undefined]);
    queue.unhold(id);
    assert.equal(claim().id, id);
  });

  it("can be held after it was submitted, and goes back to what it waited for", () => {
    const [plain, timed] = [submit(), submit({ notBefore: new Date(now + 60_000) })];
    queue.hold(plain);
    queue.hold(timed);
    assert.deepEqual([reasonOf(plain), reasonOf(timed)], ["held", `held.at-${now + 60_000}`]);
    queue.unhold(plain);
    queue.unhold(timed);
    assert.deepEqual([reasonOf(plain), reasonOf(timed)], ["queued", `at-${now + 60_000}`]);
    assert.throws(() => queue.unhold(plain), { code: "WRONG_STATE" });
    assert.throws(() => queue.hold("1"), { code: "NOT_FOUND" });
  });

  it("is queued when its time has come", () => {
    const id = submit({ notBefore: new Date(now + 60_000) });
    mover.run();
    assert.equal(reasonOf(id), `at-${now + 60_000}`);
    now += 60_000;
    mover.run();
    assert.equal(reasonOf(id), "queued");
  });

  it("waits for its time first, then for its parents, however they end", () => {
    const parent = submit();
    const id = submit({ notBefore: new Date(now + 1_000), after: [parent] });
    now += 1_000;
    mover.run();
    assert.equal(reasonOf(id), "after");
    assert.deepEqual(mover.run(), new Set([id]));
    end(FAILURE);
    mover.run();
    assert.equal(reasonOf(id), "queued");
  });

  it("fails without being run when a parent that had to complete has failed", () => {
    const parent = submit();
    const id = submit({ afterOk: [parent] });
    end(FAILURE);
    mover.run();
    assert.equal(reasonOf(id), `Not run: job ${parent} failed`);
    assert.deepEqual(leftOversIn(queue), []);
  });

  it("takes a parent for gone only after a minute", () => {
    const parent = submit();
    const [any, ok] = [submit({ after: [parent] }), submit({ afterOk: [parent] })];
    rmSync(join(queue.directory, `queued/${parent}.json`));
    mover.run();
    now += 59_000;
    mover.run();
    assert.deepEqual([reasonOf(any), reasonOf(ok)], ["after", "after"]);
    now += 1_000;
    mover.run();
    assert.deepEqual([reasonOf(any), reasonOf(ok)], ["queued", `Not run: job ${parent} is gone`]);
  });

  it("is refused when its parent does not exist, or its numbers make no sense", () => {
    assert.throws(() => submit({ after: ["1"] }), { code: "NOT_FOUND", message: /run after 1: there is no such job/ });
    assert.throws(() => submit({ retries: 1.5 }), {
      code: "INVALID_JOB",
      message: /retries 1\.5: it must be a whole number/,
    });
    assert.throws(() => submit({ retryDelay: -1 }), { code: "INVALID_JOB" });
    const fromJavaScript = { retries: null } as unknown as SubmitOptions;
    assert.throws(() => submit(fromJavaScript), { code: "INVALID_JOB", message: /retries null: it must be a whole/ });
    assert.throws(() => submit({ notBefore: new Date("soon") }), {
      code: "INVALID_JOB",
      message: /notBefore Invalid Date: it must be a time/,
    });
    assert.deepEqual(jobFilesIn(queue), []);
  });

  it("keeps what it was told under one key of its params", () => {
    const id = queue.submit({ dirq: { own: 1 } }, { retries: 2, retryDelay: 0.5, batch: "b" }).id;
    assert.deepEqual(JSON.parse(queue.paramsText(id) ?? ""), {
      dirq: { own: 1, retries: 2, retry_delay: 0.5, batch: "b" },
    });
  });

  it("is tried again as often as it may be, each time after twice the delay", () => {
    const id = submit({ retries: 2, retryDelay: 8 });
    const waits: string[] = [];
    for (const delay of [8_000, 16_000]) {
      const claimed = claim();
      const before = Date.now();
      assert.equal(queue.retryLater(claimed, FAILURE), true);
      const after = Date.now();
      const due = Number(/retry-(\d+)/.exec(String(reasonOf(id)))?.[1]);
      waits.push(before + delay <= due && due <= after + delay ? "as told" : `${due - after} ms`);
      assert.deepEqual(mover.run(), new Set([id]));
      now = due;
      mover.run();
    }
    const last = claim();
    assert.deepEqual([waits, last.attempt], [["as told", "as told"], 3]);
    assert.equal(queue.retryLater(last, FAILURE), false);
    queue.finish(last, FAILURE);
    assert.deepEqual([reasonOf(id), leftOversIn(queue)], ["no", []]);
  });

  it("is not tried again when that would do no good, or somebody asked to cancel it", () => {
    submit({ retries: 5 });
    const claimed = claim();
    assert.equal(queue.retryLater(claimed, { ...FAILURE, final: true }), false);
    queue.cancel(claimed.id);
    assert.equal(queue.retryLater(claimed, FAILURE), false);
  });

  it("can be cancelled while it waits", () => {
    const id = submit({ hold: true });
    assert.equal(queue.cancel(id), "cancelled");
    assert.equal(reasonOf(id), "Cancelled before it started");
  });

  it("is not claimed while the queue is paused", () => {
    const id = submit();
    queue.pause();
    queue.pause();
    assert.deepEqual([queue.paused, queue.claimNext()], [true, undefined]);
    queue.resume();
    assert.deepEqual([queue.paused, claim().id], [false, id]);
  });

  it("stands in waiting/ where a Python worker does not look, its reason in its name", () => {
    const id = submit({ hold: true });
    assert.deepEqual(jobFilesIn(queue), [`waiting/${id}~held.json`]);
    assert.match(readIn(queue, `waiting/${id}~held.json`), /"state": "queued"/);
  });
});
