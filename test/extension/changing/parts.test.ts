import assert from "node:assert/strict";
import { callEach, type BulkOperation } from "../../../src/extension/changing/parts.js";
import type { QueueHandle, TaskProgress } from "../../../src/extension/queues/queues.js";
import type { BulkResult } from "../../../src/live/live-queue.js";

describe("An operation on jobs of several queues", () => {
  it("tells what was done in one when another's process dies, once both have ended", async () => {
    const [a, b] = [fakeQueue(), fakeQueue()];
    const { calling, told } = call([a, ["1", "2"]], [b, ["3", "4"]]);
    b.fail(new Error("The process that reads /b ended (SIGKILL)."));
    await Promise.resolve();
    a.progress(1);
    a.end({ done: ["1"], failed: [{ id: "2", message: "gone" }], undo: ["x"] });
    const message = "The process that reads /b ended (SIGKILL).";
    const lost = ["3", "4"].map((id) => ({ id, message, code: "QUEUE_UNUSABLE" }));
    assert.deepEqual(await calling, [
      { done: ["1"], failed: [{ id: "2", message: "gone" }], undo: ["x"] },
      { done: [], failed: lost },
    ]);
    assert.deepEqual(told, ["1 of 4"]);
  });

  it("says how far all of them are, and nothing of how it went: jobs that were refused count too", async () => {
    const [a, b] = [fakeQueue(), fakeQueue()];
    const { calling, told } = call([a, ["1", "2"]], [b, ["3"]]);
    a.progress(1);
    b.progress(1);
    a.progress(2);
    assert.deepEqual(told, ["1 of 3", "2 of 3", "3 of 3"]);
    a.end({ done: [], failed: ["1", "2"].map((id) => ({ id, message: "it runs" })) });
    b.end({ done: ["3"], failed: [] });
    await calling;
  });

  it("fails where it fails in each, with every reason once", async () => {
    const [a, b, c] = [fakeQueue(), fakeQueue(), fakeQueue()];
    const { calling } = call([a, ["1"]], [b, ["2"]], [c, ["3"]]);
    b.fail(new Error("First."));
    a.fail(new Error("Second."));
    c.fail(new Error("First."));
    await assert.rejects(calling, { message: "First. Second." });
  });

  it("adds up what all of them had dealt with when they die in the middle", async () => {
    const [a, b, c] = [fakeQueue(), fakeQueue(), fakeQueue()];
    const { calling } = call([a, ["1"]], [b, ["2", "3"]], [c, ["4", "5"]]);
    b.progress(1);
    c.progress(2);
    for (const queue of [a, b, c]) queue.fail(new Error("It ended."));
    await assert.rejects(calling, { message: "At least 3 jobs had been dealt with. It ended." });
  });

  it("tells what was dealt with where one of them dies in the middle", async () => {
    const [a, b] = [fakeQueue(), fakeQueue()];
    const { calling } = call([a, ["1"]], [b, ["2", "3"]]);
    b.progress(1);
    a.end({ done: ["1"], failed: [] });
    b.fail(new Error("It ended."));
    const failed = ["2", "3"].map((id) => ({ id, message: "It ended.", code: "QUEUE_UNUSABLE" }));
    assert.deepEqual((await calling)[1], { done: [], failed, dealtWith: 1 });
  });

  it("says of how many jobs it knows that they were dealt with when the process dies in the middle", async () => {
    const queue = fakeQueue();
    const { calling } = call([queue, ["1", "2", "3"]]);
    queue.progress(2);
    queue.fail(new Error("The process that reads /jobs ended (SIGKILL)."));
    const message = "At least 2 jobs had been dealt with. The process that reads /jobs ended (SIGKILL).";
    await assert.rejects(calling, { message });
  });

  it("is nothing for no queue", async () => {
    assert.deepEqual(await call().calling, []);
  });
});

type FakeQueue = ReturnType<typeof fakeQueue>;

function call(...parts: readonly (readonly [FakeQueue, readonly string[]])[]) {
  const told: string[] = [];
  const operate: BulkOperation = (live, ids, task) => live.hold(ids, task);
  const total = parts.reduce((sum, [, ids]) => sum + ids.length, 0);
  const progress = {
    ...{ signal: new AbortController().signal, total },
    tell: (words: string) => void told.push(words),
  };
  const calling = callEach(
    parts.map(([{ queue }, ids]) => ({ queue, ids })),
    operate,
    progress,
  );
  return { calling, told };
}

/** A queue whose process answers when it is told to. */
function fakeQueue() {
  let end: (result: BulkResult) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const answer = new Promise<BulkResult>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  let task = "";
  let hear: (progress: TaskProgress) => void = () => {};
  const queue = {
    onDidProgress: (listener: typeof hear) => {
      hear = listener;
      return { dispose: () => {} };
    },
    live: {
      hold: (_ids: readonly string[], word: string) => {
        task = word;
        return answer;
      },
    },
  } as unknown as QueueHandle;
  return { queue, progress: (count: number) => hear({ task, count }), end, fail };
}
