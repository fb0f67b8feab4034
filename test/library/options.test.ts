import assert from "node:assert/strict";
import path from "node:path";
import { runInNewContext } from "node:vm";
import {
  JobFailure,
  JobQueue,
  LiveQueue,
  ShellWorker,
  Worker,
  type JsonObject,
  type QueuedJob,
} from "../../src/index.js";
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

describe("A Date or a Map of another realm", () => {
  it("is one", () => {
    const queue = new JobQueue(newDirectory());
    const { id } = queue.submit({ n: 1 }, { notBefore: runInNewContext("new Date(0)") as Date });
    queue.cancel(id, { known: runInNewContext("new Map()") as ReadonlyMap<string, never> });
    assert.equal(queue.get(id)?.state, "failed");
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
      message: `Cannot wait for several jobs: their ids must be a list, not '${job.id}'.`,
    });
  });

  it("is told as slots and seconds that make no sense", async () => {
    const message = "The option slots of run must be a whole number from 1 up, not 1.5.";
    await assert.rejects(new ShellWorker(queue).run({ slots: 1.5 }), { name: "RangeError", message });
    for (const timeout of [0, -1, NaN]) {
      const words = `The option timeout of ShellWorker must be a number of seconds above 0, not ${timeout}.`;
      assert.throws(() => new ShellWorker(queue, { timeout }), { name: "RangeError", message: words });
    }
  });

  it("is told as an option that there is not, before anything is done", async () => {
    const told = { name: "TypeError", message: /has no option \w+\. It has: / };
    for (const mistake of [
      () => new JobQueue(queue.directory, { schema: undefined, param: {} } as never),
      () => queue.submit({ n: 1 }, { retry: 3 } as never),
      () => queue.resubmit(job.id, { names: "x" } as never),
      () => queue.list({ state: ["failed"] } as never),
      () => queue.cancel(job.id, { state: ["running"] } as never),
      () => queue.removeMany([job.id], { state: ["failed"] } as never),
      () => queue.emptyTrash({ older: 3_600 } as never),
      () => queue.claimNext({ name: "me" } as never),
      () => queue.wait([job.id], { interval: 1 } as never),
      () => new ShellWorker(queue, { time: 3 } as never),
    ])
      assert.throws(mistake, told);
    await assert.rejects(new ShellWorker(queue).run({ slot: 2 } as never), {
      message: "run has no option slot. It has: stopWhenEmpty, pollInterval, slots, name, signal, killSignal, onEvent.",
    });
    assert.deepEqual(queue.counts(), { queued: 1, running: 0, completed: 0, failed: 0 });
  });

  it("is told as an option of a wrong type", async () => {
    const refused = (message: string): object => ({ name: "TypeError", message });
    assert.throws(() => queue.cancel(job.id, { states: "queued" as never }), {
      message: /^The option states of cancel must be a list of states, .* or failed, not 'queued'\.$/,
    });
    assert.throws(
      () => queue.emptyTrash({ olderThan: "1h" as never }),
      refused("The option olderThan of emptyTrash must be a number of seconds from 0 up, not '1h'."),
    );
    // It would stand in the job's file, which nobody could read then.
    const named = new ShellWorker(queue).run({ name: 5 as never });
    await assert.rejects(named, refused("The option name of run must be a string, not 5."));
    const signal = new AbortController() as never;
    await assert.rejects(queue.waitFor(job.id, { signal }), {
      message: /^The option signal of waitFor must be an AbortSignal, not AbortController/,
    });
  });

  it("is told as a request to a worker that there is not", () => {
    const told = { name: "TypeError", message: "There is no request 'at once'. There are: after-jobs, now." };
    assert.throws(() => queue.stopWorker(queue.worker, "at once" as never), told);
  });

  it("is told as a state that there is not", () => {
    const message = /^The option states of list must be a list of states, .*, not \[ 'done' \]\.$/;
    assert.throws(() => queue.list({ states: ["done" as never] }), { name: "TypeError", message });
    const told = {
      name: "TypeError",
      message: "There is no state 'done'. There are: queued, running, completed, failed.",
    };
    assert.throws(() => queue.ids("done" as never), told);
  });

  it("is told as an option that is missing", () => {
    const message = /^newest needs the option states: a list of states, /;
    assert.throws(() => queue.newest({} as never), { name: "TypeError", message });
    assert.throws(() => queue.newest({ states: ["queued"] } as never), { message: /^newest needs the option limit: / });
  });

  it("is told as a setting that no job can have, as it would be in the job's file", () => {
    const message = "Cannot submit a job with retries 3: it must be a whole number from 0 up.";
    assert.throws(() => queue.submit({}, { retries: "3" as never }), { code: "INVALID_JOB", message });
  });

  it("is told as a number out of range", async () => {
    assert.throws(() => queue.list({ limit: -1 }), { name: "RangeError" });
    await assert.rejects(queue.waitFor(job.id, { pollInterval: 0 }), { name: "RangeError" });
  });

  it("is told as a queue that is none, not taken for one in the current directory", () => {
    const message = "A queue is named by its directory, a string, not by ''.";
    for (const take of [() => new JobQueue(""), () => new ShellWorker(""), () => new LiveQueue("")])
      assert.throws(take, { name: "TypeError", message });
  });

  it("is told as an end that no job can have, and the job can be finished still", () => {
    const claim = queue.claimNext();
    assert.ok(claim);
    for (const end of [
      undefined,
      { state: "done" },
      { state: "failed", error: "x" },
      { state: "completed", result: [1] },
      { state: "completed", result: {}, exitCode: "x" },
      { state: "failed", error: "x", details: "", signal: 9 },
    ])
      assert.throws(() => queue.finish(claim, end as never), { name: "TypeError", message: /^A job ends as / });
    assert.equal(queue.finish(claim, { state: "completed", result: {}, exitCode: null as never }), true);
    assert.equal(queue.get(job.id)?.state, "completed");
  });

  it("is told as a result that is no object in JSON, by whoever finishes the job or by its worker", async () => {
    const claim = queue.claimNext();
    assert.ok(claim);
    for (const result of [new Date(0), { n: { toJSON: () => assert.fail("no JSON") } }])
      assert.throws(() => queue.finish(claim, { state: "completed", result: result as never }), {
        code: "INVALID_JOB",
        message: /^Cannot record the result of job .*: (it is no object in JSON, but "1970|no JSON)/,
      });
    queue.release(claim);
    class Odd extends Worker {
      override processJob(): JsonObject {
        return Object.assign([], { toJSON: () => ({ n: 1 }) }) as never;
      }
    }
    await new Odd(queue).run({ stopWhenEmpty: true });
    assert.deepEqual(queue.result(job.id), { n: 1 });
  });

  it("is told as a schema that is none", () => {
    assert.throws(() => new JobQueue(queue.directory, { params: { n: 1 } as never }), {
      message: "The option params of JobQueue must be a schema that follows Standard Schema, not { n: 1 }.",
    });
  });
});
