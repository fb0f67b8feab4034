import assert from "node:assert/strict";
import { existsSync, renameSync } from "node:fs";
import path from "node:path";
import { mock } from "node:test";
import * as z from "zod/mini";
import { type EndedJob, JobQueue, type Outcome } from "../../src/index.js";
import { claimJob } from "../queue/claim-job.js";
import { until } from "../setup/until.js";
import { temporaryDirectory, writeIn } from "../queue/temporary-queue.js";

const well: Outcome = { state: "completed", result: {} };

function newQueue(): JobQueue {
  return new JobQueue(path.join(temporaryDirectory(), "jobs"));
}

/** Runs the next job to its end. */
function runNext(queue: Pick<JobQueue, "claimNext" | "finish">, outcome: Outcome = well): string {
  const claim = claimJob(queue);
  queue.finish(claim, outcome);
  return claim.id;
}

describe("Waiting for jobs from a program", () => {
  it("ends when the job has", async () => {
    const queue = newQueue();
    const { id } = queue.submit({ n: 1 });
    const waited = queue.waitFor(id);
    runNext(queue);
    assert.equal((await waited).state, "completed");
  });

  it("brings each of many as it ends", async () => {
    const queue = newQueue();
    const [first, second] = [queue.submit({ n: 1 }), queue.submit({ n: 2 })];
    const ended: string[] = [];
    runNext(queue);
    for await (const job of queue.wait([second.id, first.id])) {
      ended.push(job.id);
      if (ended.length === 1) runNext(queue);
    }
    assert.deepEqual(ended, [first.id, second.id]);
  });

  it("of no job ends at once", async () => {
    const ended: EndedJob[] = [];
    for await (const job of newQueueWithFolders().wait([])) ended.push(job);
    assert.deepEqual(ended, []);
  });

  it("ends with the signal's reason", async () => {
    const queue = newQueue();
    const { id } = queue.submit({ n: 1 });
    const stop = new AbortController();
    const waited = queue.waitFor(id, { signal: stop.signal });
    stop.abort(new Error("enough"));
    await assert.rejects(waited, { message: "enough" });
  });

  it("says that a job was removed", async () => {
    const queue = newQueue();
    const { id } = queue.submit({ n: 1 });
    const looks = mock.method(queue, "get").mock;
    const waited = queue.waitFor(id);
    await until("it has looked", () => looks.callCount() > 0);
    queue.remove(id);
    await assert.rejects(waited, { code: "NOT_FOUND", message: `Job ${id} was removed.` });
  });

  it("says of an id that was never there that there is no such job", async () => {
    const queue = newQueueWithFolders();
    const expected = { code: "NOT_FOUND", message: `There is no job 12 in ${queue.directory}.` };
    await Promise.all([
      assert.rejects(queue.waitFor("12"), expected),
      assert.rejects(queue.wait(["12"]).next(), expected),
    ]);
  });

  for (const [name, wait] of Object.entries({
    waitFor: (queue: JobQueue, id: string) => queue.waitFor(id, { pollInterval: 5 }),
    wait: async (queue: JobQueue, id: string) => {
      const ended: EndedJob[] = [];
      for await (const job of queue.wait([id], { pollInterval: 5 })) ended.push(job);
      return ended[0];
    },
  })) {
    it(`takes no job for removed that is in no folder at one look long after the last: ${name}`, async () => {
      const queue = newQueueWithFolders();
      const { id } = queue.submit({ n: 1 });
      const now = performance.now.bind(performance);
      let later = 0;
      const clock = mock.method(performance, "now", () => now() + later);
      const [gets, scans] = [mock.method(queue, "get").mock, mock.method(queue, "scan").mock];
      const looks = (): number => gets.callCount() + scans.callCount();
      try {
        const waited = wait(queue, id);
        await until("it has looked", () => looks() > 0);
        // As a Python worker moves it, met halfway, five seconds after the first look.
        later = 5_000;
        const [from, away] = ["queued", ""].map((folder) => path.join(queue.directory, folder, `${id}.json`)) as [
          string,
          string,
        ];
        renameSync(from, away);
        await until("it has looked again", () => looks() > 1);
        renameSync(away, from);
        runNext(queue);
        assert.equal((await waited)?.state, "completed");
      } finally {
        clock.mock.restore();
      }
    });
  }

  it("outlives a queue that is away for a moment", async () => {
    const queue = newQueue();
    const { id } = queue.submit({ n: 1 });
    renameSync(queue.directory, `${queue.directory}-away`);
    const waited = queue.waitFor(id, { pollInterval: 0.01 });
    renameSync(`${queue.directory}-away`, queue.directory);
    runNext(queue);
    assert.equal((await waited).state, "completed");
  });

  it("outlives one that is away when a job is read", async () => {
    const queue = new QueueThatIsAwayOnce(newQueueWithFolders().directory);
    const { id } = queue.submit({ n: 1 });
    runNext(queue);
    const now = performance.now.bind(performance);
    let later = 0;
    const clock = mock.method(performance, "now", () => now() + later);
    queue.onAway = () => void (later = 3_000);
    try {
      for await (const job of queue.wait([id], { pollInterval: 0.01 })) assert.equal(job.state, "completed");
    } finally {
      clock.mock.restore();
    }
  });
});

/** A queue that is away for one look after its names were read. */
class QueueThatIsAwayOnce extends JobQueue {
  onAway = (): void => undefined;
  private wasAway = false;

  override get(id: string): ReturnType<JobQueue["get"]> {
    return this.awayOnce(() => super.get(id));
  }

  override readAt(place: Parameters<JobQueue["readAt"]>[0]): ReturnType<JobQueue["readAt"]> {
    return this.awayOnce(() => super.readAt(place));
  }

  private awayOnce<T>(read: () => T): T {
    if (this.wasAway) return read();
    this.wasAway = true;
    this.onAway();
    renameSync(this.directory, `${this.directory}-away`);
    try {
      return read();
    } finally {
      renameSync(`${this.directory}-away`, this.directory);
    }
  }
}

describe("Watching a queue from a program", () => {
  it("tells of each move, with the job", async () => {
    const queue = newQueueWithFolders();
    const seen: unknown[] = [];
    setImmediate(() => queue.submit({ n: 1 }));
    for await (const { from, to, job } of queue.watch()) {
      seen.push([from, to, job?.state]);
      if (to === "completed") break;
      runNext(queue);
    }
    assert.deepEqual(seen, [
      [undefined, "queued", "queued"],
      ["queued", "completed", "completed"],
    ]);
  });

  it("tells of a job that was removed, once it is missed for longer than a move takes", async () => {
    const queue = newQueue();
    const { id } = queue.submit({ n: 1 });
    const changes = queue.watch({ pollInterval: 0.05 });
    const next = changes.next();
    queue.remove(id);
    assert.deepEqual((await next).value, { id, from: "queued", to: undefined, job: undefined });
    await changes.return(undefined);
  });

  it("begins with the call", async () => {
    const queue = newQueueWithFolders();
    const changes = queue.watch();
    const { id } = queue.submit({ n: 1 });
    for await (const { job, ...change } of changes) {
      assert.deepEqual([change, job?.state], [{ id, from: undefined, to: "queued" }, "queued"]);
      break;
    }
  });

  it("tells of the next change soon, however long its listener took with the last", async () => {
    const queue = newQueueWithFolders();
    const changes = queue.watch({ pollInterval: 3_600 });
    queue.submit({ n: 1 });
    await changes.next();
    const { id } = queue.submit({ n: 2 });
    const now = performance.now.bind(performance);
    const anHourLater = mock.method(performance, "now", () => now() + 3_600_000);
    const { value } = (await changes.next()) as IteratorYieldResult<{ readonly id: string }>;
    anHourLater.mock.restore();
    assert.equal(value.id, id);
    await changes.return(undefined);
  });

  it("outlives a queue that is away when a job is read", async () => {
    const queue = new QueueThatIsAwayOnce(newQueueWithFolders().directory);
    const changes = queue.watch({ pollInterval: 0.01 });
    queue.submit({ n: 1 });
    for await (const { job } of changes) {
      assert.equal(job?.state, "queued");
      break;
    }
  });

  it("of no queue fails at once", () => {
    assert.throws(() => newQueue().watch(), { code: "NO_QUEUE" });
  });
});

describe("A queue with schemas", () => {
  const schemas = {
    params: z.object({ lr: z.number("not a number"), note: z.optional(z.string()) }),
    result: z.object({ loss: z.number("not a number") }),
  };
  const typedQueue = (): JobQueue<{ lr: number; note?: string | undefined }, { loss: number }> =>
    new JobQueue(path.join(temporaryDirectory(), "jobs"), schemas);

  it("types what goes in and what comes out", () => {
    const queue = typedQueue();
    const { id, params } = queue.submit({ lr: 0.1 });
    const rate: number = params.lr;
    assert.equal(rate, 0.1);
    assert.equal(queue.result(id), undefined);
    runNext(queue, { state: "completed", result: { loss: 0.5 } });
    const loss: number | undefined = queue.result(id)?.loss;
    assert.equal(loss, 0.5);
  });

  it("submits nothing when one of many is refused", () => {
    const queue = typedQueue();
    const wrong = { lr: "much" } as unknown as { lr: number };
    assert.throws(() => queue.submitMany([{ lr: 1 }, wrong]), {
      code: "INVALID_JOB",
      message: "Cannot submit a job with these params: lr: not a number",
    });
    assert.equal(queue.exists(), false);
  });

  it("reads a job of somebody else's as damaged, with the reason", () => {
    const queue = typedQueue();
    const { id } = new JobQueue(queue.directory).submit({ command: "true" });
    const [job] = queue.list();
    assert.deepEqual(job, {
      state: "damaged",
      id,
      folder: "queued",
      path: path.join(queue.directory, "queued", `${id}.json`),
      reason: "its params are not those of this queue: lr: not a number",
    });
  });

  it("says where a job lies that waits", () => {
    const queue = typedQueue();
    const { id } = new JobQueue(queue.directory).submit({ command: "true" }, { hold: true });
    const [job] = queue.list();
    assert.ok(job?.state === "damaged");
    assert.deepEqual([job.path, existsSync(job.path)], [queue.jobFile(id), true]);
  });

  it("may be strict: what the queue itself writes into params is not the schema's", () => {
    const directory = path.join(temporaryDirectory(), "jobs");
    const queue = new JobQueue<{ lr: number }>(directory, { params: z.strictObject({ lr: z.number() }) });
    const { id } = queue.submit({ lr: 1 }, { retries: 2 });
    const again = queue.resubmit(id);
    assert.deepEqual([queue.get(id)?.state, queue.get(again.id)?.state], ["queued", "queued"]);
    assert.throws(() => queue.submit({ lr: 1, note: "" } as { lr: number }), { code: "INVALID_JOB" });
  });

  it("says what is wrong with a result", () => {
    const queue = typedQueue();
    const { id } = queue.submit({ lr: 0.1 });
    writeIn(queue, `completed_results/${id}/result.json`, '{"loss": "much"}');
    assert.throws(() => queue.result(id), { message: `Cannot read the result of job ${id}: loss: not a number` });
    writeIn(queue, `completed_results/${id}/result.json`, "[1]");
    assert.throws(() => queue.result(id), { message: `Cannot read the result of job ${id}: not a JSON object` });
  });
});

describe("A queue that is disposed of", () => {
  it("gives back what it has claimed and not finished", () => {
    const queue = newQueue();
    queue.submitMany([{ n: 1 }, { n: 2 }]);
    runNext(queue);
    queue.claimNext();
    queue[Symbol.dispose]();
    assert.deepEqual(queue.counts(), { queued: 1, running: 0, completed: 1, failed: 0 });
  });
});

function newQueueWithFolders(): JobQueue {
  const queue = newQueue();
  queue.create();
  return queue;
}
