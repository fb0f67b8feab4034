import assert from "node:assert/strict";
import path from "node:path";
import { JobFailure, JobQueue, LiveQueue, ShellWorker, type QueuedJob } from "../../src/index.js";
import { temporaryDirectory } from "../queue/temporary-queue.js";

const newDirectory = (): string => path.join(temporaryDirectory(), "jobs");

describe("An option that is undefined", () => {
  it("is one that was not given, also to the compiler's exactOptionalPropertyTypes", async () => {
    const given = JSON.parse("{}") as { text?: string; count?: number; flag?: boolean };
    const { text, count, flag } = given;
    const queue = new JobQueue(newDirectory(), { params: undefined, result: undefined, resultsDirectory: text });
    const { id } = queue.submit({ command: "exit 3" }, { hold: flag, retries: count, after: undefined, batch: text });
    const worker = new ShellWorker(queue, { shell: text, timeout: count, maxLogSize: count });
    const running = { slots: count, name: text, pollInterval: count, onEvent: undefined };
    await worker.run({ ...running, stopWhenEmpty: flag ?? true, signal: undefined, killSignal: undefined });
    assert.equal((await queue.waitFor(id, { signal: undefined, pollInterval: count })).state, "failed");

    const again = queue.resubmit(id, { name: text });
    const claim = queue.claimNext({ accepts: undefined, workerName: text });
    assert.ok(claim);
    queue.release(claim);
    assert.equal(queue.cancel(again.id, { by: text, why: text, states: undefined }), "cancelled");
    queue.remove(again.id, { batch: text, force: flag, states: undefined });
    assert.deepEqual(
      [queue.emptyTrash({ olderThan: count }), queue.list({ states: undefined, limit: count }).length],
      [1, 1],
    );
    using live = new LiveQueue(queue);
    assert.equal((await live.page("failed", { filter: text, limit: count, sort: undefined })).total, 1);
    assert.equal(new JobFailure("no", { details: text, exitCode: count, signal: text, final: flag }).final, false);
  });
});

describe("What a program gives by mistake", () => {
  const NO_JOB = "A job is named by its id, a string, not by an object, such as the job itself.";
  let queue: JobQueue;
  let job: QueuedJob;
  beforeEach(() => {
    queue = new JobQueue(newDirectory());
    job = queue.submit({ n: 1 });
  });

  it("is told as params that are none", () => {
    const message = "Cannot submit a job with these params: not a JSON object.";
    for (const params of [undefined, null, "echo hello", () => undefined, [1]])
      assert.throws(() => queue.submit(params as never), { code: "INVALID_JOB", message });
  });

  it("is told as a job where its id belongs", async () => {
    for (const verb of ["get", "cancel", "hold", "remove", "resubmit", "resultText"] as const)
      assert.throws(() => queue[verb](job as never), { name: "TypeError", message: NO_JOB });
    await assert.rejects(queue.waitFor(job as never), { name: "TypeError", message: NO_JOB });
    await assert.rejects(queue.wait([job as never]).next(), { name: "TypeError", message: NO_JOB });
    assert.throws(() => queue.get(undefined as never), {
      message: "A job is named by its id, a string, not by undefined.",
    });
  });

  it("is told as one id where there are to be several, which the compiler refuses as well", () => {
    // @ts-expect-error A string is a list of its letters to the language.
    assert.throws(() => queue.wait(job.id), {
      message: "Cannot wait for several jobs: their ids must be a list, not a string.",
    });
  });

  it("is told as slots and seconds that make no sense", async () => {
    const message = "A worker's slots must be a whole number from 1 up, not 1.5.";
    await assert.rejects(new ShellWorker(queue).run({ slots: 1.5 }), { name: "RangeError", message });
    for (const timeout of [0, -1, NaN]) {
      const words = `timeout must be a number of seconds above 0, not ${timeout}.`;
      assert.throws(() => new ShellWorker(queue, { timeout }), { name: "RangeError", message: words });
    }
  });
});
