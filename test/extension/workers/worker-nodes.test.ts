import assert from "node:assert/strict";
import type { QueueHandle } from "../../../src/extension/queues/queues.js";
import { WorkerNodes, workersWithOtherJobs } from "../../../src/extension/workers/worker-nodes.js";
import type { JobRow, WorkerRow } from "../../../src/live/live-queue.js";

describe("Rows of the Workers view", () => {
  const queue = {} as QueueHandle;
  const worker = (name: string, changes: Partial<WorkerRow> = {}): WorkerRow =>
    ({ worker: name, name, ...changes }) as WorkerRow;
  const job = (id: string, progress: number): JobRow => ({ id, progress }) as JobRow;

  it("are the same rows when they are looked at again, with what is new in them", () => {
    const nodes = new WorkerNodes();
    const [first] = nodes.workers(queue, [worker("a")]);
    assert.ok(first);
    const [step] = nodes.jobs(first, [job("1", 0.1)]);
    assert.deepEqual(nodes.workers(queue, [worker("a", { slots: 2 }), worker("b")])[0], first);
    assert.deepEqual(nodes.jobs(first, [job("1", 0.2)])[0], step);
    assert.deepEqual([...nodes.shown([queue]).entries()][0], [first, [step]]);
    assert.deepEqual([first.row.slots, step?.row.progress], [2, 0.2]);
  });

  it("go with their worker or job, and stay while the queue's process does not answer", () => {
    const nodes = new WorkerNodes();
    const [a, b] = nodes.workers(queue, [worker("a"), worker("b")]);
    assert.ok(a && b);
    nodes.jobs(b, [job("1", 0)]);
    assert.deepEqual(nodes.workers(queue, undefined), [a, b]);
    assert.equal(nodes.jobs(b, undefined).length, 1);
    assert.deepEqual(nodes.workers(queue, [worker("b")]), [b]);
    assert.deepEqual(nodes.jobs(b, []), []);
    assert.deepEqual([...nodes.shown([queue])], [[b, []]]);
  });

  it("are drawn anew as a whole only where there are other workers, else those below which jobs began or ended", () => {
    const nodes = new WorkerNodes();
    const [a, b] = nodes.workers(queue, [worker("a"), worker("b")]);
    assert.ok(a && b);
    nodes.jobs(a, [job("long", 0.1)]);
    nodes.jobs(b, [job("1", 0)]);
    const before = nodes.shown([queue]);
    nodes.jobs(a, [job("long", 0.2)]);
    assert.deepEqual(workersWithOtherJobs(before, nodes.shown([queue])), []);
    nodes.jobs(b, [job("2", 0)]);
    assert.deepEqual(workersWithOtherJobs(before, nodes.shown([queue])), [b]);
    nodes.workers(queue, [worker("a")]);
    assert.equal(workersWithOtherJobs(before, nodes.shown([queue])), undefined);
  });
});
