import assert from "node:assert/strict";
import { appendFileSync, rmSync } from "node:fs";
import path from "node:path";
import { JobQueue, LiveQueue, type Claim, type JobState, type LiveChange } from "../../src/index.js";
import { claimJob } from "../queue/claim-job.js";
import { temporaryDirectory } from "../queue/temporary-queue.js";

describe("A live queue in a program", () => {
  let queue: JobQueue;
  let live: LiveQueue;

  beforeEach(() => {
    queue = new JobQueue(path.join(temporaryDirectory(), "jobs"));
    queue.create();
    live = new LiveQueue(queue);
  });
  afterEach(() => live.close());

  it("tells how it is, then of each change, with the states that changed", async () => {
    const seen: unknown[] = [];
    for await (const { status, states } of live.changes()) {
      seen.push([status.kind === "ready" && status.counts.queued, states]);
      if (seen.length === 2) break;
      queue.submit({ n: 1 });
    }
    assert.deepEqual(seen, [
      [0, ["queued", "running", "completed", "failed"]],
      [1, ["queued"]],
    ]);
  });

  it("tells one who was slow of all that changed, and of how it is by then", async () => {
    const changes = live.changes();
    await changes.next();
    queue.submitMany([{ n: 1 }, { n: 2 }]);
    live.refresh();
    claimJob(queue);
    live.refresh();
    const { status, states } = (await changes.next()).value as LiveChange;
    assert.deepEqual(status, {
      kind: "ready",
      counts: { queued: 1, running: 1, completed: 0, failed: 0 },
      paused: false,
    });
    assert.deepEqual(states, ["queued", "running"]);
    await changes.return();
  });

  it("tells of the progress of a job that a page has shown", async () => {
    queue.submit({ n: 1 });
    const claim = claimJob(queue);
    live.refresh();
    await live.page("running");
    const changes = live.changes();
    await changes.next();
    queue.updateProgress(claim, 0.5);
    assert.deepEqual(((await changes.next()).value as LiveChange).states, ["running"]);
    const { jobs } = await live.page("running");
    assert.deepEqual(
      jobs.map((job) => job.state === "running" && job.progress),
      [0.5],
    );
    await changes.return();
  });

  it("tells of a queue that goes and comes back", async () => {
    const kinds: string[] = [];
    for await (const { status } of live.changes()) {
      kinds.push(status.kind);
      if (status.kind === "missing") new JobQueue(queue.directory).create();
      else if (kinds.length > 1) break;
      else rmSync(queue.directory, { recursive: true });
    }
    assert.deepEqual(kinds, ["ready", "missing", "ready"]);
  });

  it("pages through the jobs that a filter lets through, in an order", async () => {
    queue.submitMany(["b", "a", "c", "other"].map((name) => ({ command: "train", name })));
    live.refresh();
    const page = await live.page("queued", { filter: "command:train", sort: "name", offset: 1, limit: 2 });
    assert.deepEqual([page.jobs.map((job) => job.state === "queued" && job.name), page.total], [["b", "c"], 4]);
  });

  it("refuses a filter that means nothing, with a code", async () => {
    await assert.rejects(live.page("queued", { filter: "state:late" }), {
      name: "FilterError",
      code: "INVALID_FILTER",
    });
  });

  const nonsense: [what: string, state: string, options: object, error: object][] = [
    ["a state", "late", {}, { name: "TypeError", message: /^There is no state 'late'\. There are: queued, / }],
    ["an order", "queued", { sort: "size" }, { name: "TypeError", message: /^There is no order 'size'\. There are: / }],
    ["an offset", "queued", { offset: -5 }, { name: "RangeError", message: /^The option offset .* not -5\.$/ }],
    ["a limit", "queued", { limit: 1.5 }, { name: "RangeError", message: /^The option limit .* not 1\.5\.$/ }],
  ];
  for (const [what, state, options, error] of nonsense) {
    it(`refuses ${what} that there is not`, async () => {
      await assert.rejects(live.page(state as JobState, options), error);
    });
  }

  it("follows what a job prints until it has ended", async () => {
    const { id } = queue.submit({ n: 1 });
    const texts: string[] = [];
    const claim = claimJob(queue);
    print(claim, "one\n");
    for await (const { text, job } of live.follow(id)) {
      texts.push(`${text} ${job.state}`);
      if (texts.length > 1) continue;
      print(claim, "two\n");
      queue.finish(claim, { state: "completed", result: {} });
    }
    assert.deepEqual(texts, ["one\n running", "two\n running"]);
  });

  it("says that a job which it follows is none", async () => {
    await assert.rejects(live.follow("1").next(), { code: "NOT_FOUND" });
  });

  it("ends what iterates when it is closed, and throws the reason of a signal", async () => {
    const { id } = queue.submit({ n: 1 });
    const changes = live.changes();
    await changes.next();
    await changes.next();
    const stop = new AbortController();
    const stopped = live.follow(id, { signal: stop.signal }).next();
    stop.abort(new Error("enough"));
    await assert.rejects(stopped, { message: "enough" });
    const waiting = [changes.next(), live.follow(id).next()];
    live[Symbol.dispose]();
    assert.deepEqual(await Promise.all(waiting), Array(2).fill({ value: undefined, done: true }));
  });

  it("is closed at the end of its block", async () => {
    let kept: LiveQueue;
    {
      await using another = new LiveQueue(queue);
      kept = another;
      assert.equal((await another.changes().next()).done, false);
    }
    assert.deepEqual(await kept.changes().next(), { value: undefined, done: true });
  });

  function print({ id }: Claim, text: string): void {
    appendFileSync(path.join(queue.resultDirectory(id), "output.log"), text);
  }
});
