import assert from "node:assert/strict";
import { NoAnswer } from "../../../src/live/process/client.js";
import type { Answering } from "../../../src/live/live-queue.js";
import { whileAnswering, whileAnsweringOrLogged } from "../../../src/extension/queues/answering.js";
import type { QueueHandle } from "../../../src/extension/queues/queues.js";

describe("A question to the process of a queue", () => {
  it("has no answer when the process ends before it has one, falls silent, or does not answer already", async () => {
    const { queue, fallSilent } = open();
    assert.equal(await whileAnswering(queue, () => Promise.reject(new NoAnswer("it ended"))), undefined);
    const hanging = whileAnswering(queue, () => new Promise(() => {}));
    fallSilent();
    assert.equal(await hanging, undefined);
    const silent = open({ kind: "silent", sinceMs: 0 });
    assert.equal(await whileAnswering(silent.queue, () => Promise.resolve(1)), undefined);
  });

  it("fails with what the process says that it cannot do, or leaves that in the log", async () => {
    const { queue, logged, listening } = open();
    const fail = () => Promise.reject(new Error("EIO: i/o error"));
    await assert.rejects(whileAnswering(queue, fail), /EIO/);
    assert.equal(await whileAnsweringOrLogged(queue, fail), undefined);
    assert.deepEqual([logged, listening.size], [["Error: EIO: i/o error"], 0]);
  });
});

function open(answering: Answering = { kind: "answering" }) {
  const listening = new Set<() => void>();
  const logged: string[] = [];
  const queue = {
    answering,
    onDidChangeAnswering: (listener: () => void) => {
      listening.add(listener);
      return { dispose: () => void listening.delete(listener) };
    },
    report: (error: unknown) => void logged.push(String(error)),
  } as unknown as QueueHandle;
  const fallSilent = () => listening.forEach((listener) => listener());
  return { queue, fallSilent, logged, listening };
}
