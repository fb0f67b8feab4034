import assert from "node:assert/strict";
import { runTask, type TaskQueue } from "../../../src/extension/queues/queue-task.js";
import type { TaskProgress } from "../../../src/extension/queues/queues.js";

describe("An operation on many jobs in a queue's process", () => {
  it("hears how far it is by its own word, and of no other", async () => {
    const { queue, fire } = fakeQueue();
    const told: number[] = [];
    const listener = { signal: new AbortController().signal, tell: (count: number) => void told.push(count) };
    await runTask(queue, listener, (task) => {
      fire({ task, count: 3 });
      fire({ task: "another", count: 9 });
      return Promise.resolve();
    });
    assert.deepEqual(told, [3]);
  });

  it("is stopped by its word, once, and not any more when it has ended", async () => {
    const { queue, stopped, listeners } = fakeQueue();
    const stop = new AbortController();
    let word = "";
    await runTask(queue, { signal: stop.signal, tell: () => {} }, (task) => {
      word = task;
      stop.abort();
      return Promise.resolve();
    });
    assert.deepEqual([stopped, listeners.size], [[word], 0]);

    const late = new AbortController();
    await runTask(queue, { signal: late.signal, tell: () => {} }, () => Promise.resolve());
    late.abort();
    assert.deepEqual(stopped, [word]);
  });

  it("fails as its call does, also when its process cannot be told to stop", async () => {
    const { queue, listeners } = fakeQueue(new Error("The process ended"));
    const stop = new AbortController();
    const failing = runTask(queue, { signal: stop.signal, tell: () => {} }, () => {
      stop.abort();
      return Promise.reject(new Error("The disk is full"));
    });
    await assert.rejects(failing, /The disk is full/);
    assert.equal(listeners.size, 0);
  });
});

function fakeQueue(trouble?: Error) {
  const listeners = new Set<(progress: TaskProgress) => void>();
  const stopped: string[] = [];
  const queue = {
    onDidProgress: (listener: (progress: TaskProgress) => void) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    live: {
      stop: (task: string) => {
        stopped.push(task);
        return trouble === undefined ? Promise.resolve() : Promise.reject(trouble);
      },
    },
  } as unknown as TaskQueue;
  const fire = (progress: TaskProgress): void => listeners.forEach((listener) => listener(progress));
  return { queue, fire, stopped, listeners };
}
