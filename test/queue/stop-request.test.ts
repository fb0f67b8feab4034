import assert from "node:assert/strict";
import { newWorkerRecord, openStore, removePresence, writePresence, type JobQueue } from "../../src/queue/index.js";
import { deadWorker, workerElsewhere } from "./other-workers.js";
import { leftOversIn, temporaryQueue, writeIn } from "./temporary-queue.js";

describe("A request to stop a worker", () => {
  it("stands until the worker leaves, and asking twice asks once", () => {
    const queue = temporaryQueue();
    const { worker } = queue;
    present(queue, worker);
    assert.equal(queue.stopRequest(), undefined);
    queue.stopWorker(worker, "after-jobs");
    queue.stopWorker(worker, "after-jobs");
    assert.equal(queue.stopRequest(), "after-jobs");
    assert.equal(queue.workers()[0]?.stopping, "after-jobs");
    removePresence(openStore(queue.directory), worker);
    assert.deepEqual(leftOversIn(queue), []);
  });

  it("can go on to more, and does not go back to less", () => {
    const queue = temporaryQueue();
    present(queue, queue.worker);
    queue.stopWorker(queue.worker, "now");
    queue.stopWorker(queue.worker, "after-jobs");
    assert.equal(queue.stopRequest(), "now");
  });

  it("reaches a worker on another machine", () => {
    const queue = temporaryQueue();
    const far = workerElsewhere(queue);
    present(queue, far);
    queue.stopWorker(far, "after-jobs");
    assert.deepEqual(
      queue.workers().map(({ liveness, stopping }) => ({ liveness, stopping })),
      [{ liveness: "unknown", stopping: "after-jobs" }],
    );
  });

  it("is refused for one that has ended, and for one that has left", () => {
    const queue = temporaryQueue();
    const dead = deadWorker(queue);
    present(queue, dead);
    assert.throws(() => queue.stopWorker(dead, "now"), { code: "WRONG_STATE", message: /^Cannot stop worker lab: / });
    assert.throws(() => queue.stopWorker("no-such-worker", "now"), { code: "NOT_FOUND" });
    assert.equal(queue.workers()[0]?.stopping, undefined);
  });

  it("of one that died is forgotten with it", () => {
    const queue = temporaryQueue();
    const dead = deadWorker(queue);
    present(queue, dead);
    writeIn(queue, `.dirq/requests/${dead}.stop`, "");
    writeIn(queue, `.dirq/requests/${dead}.stop-now`, "");
    queue.recovery(() => undefined).run();
    assert.deepEqual(leftOversIn(queue), []);
  });
});

function present(queue: JobQueue, worker: string): void {
  queue.create();
  const record = newWorkerRecord(worker, { name: "lab", slots: 1 });
  writePresence(openStore(queue.directory), { ...record, beat: 0, jobs: [] });
}
