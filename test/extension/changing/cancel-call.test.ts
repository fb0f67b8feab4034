import assert from "node:assert/strict";
import { callToCancel } from "../../../src/extension/changing/cancel-call.js";
import type { JobTarget, QueueHandle } from "../../../src/extension/queues/queues.js";
import type { BulkResult, JobRow } from "../../../src/live/live-queue.js";

describe("Cancelling jobs", () => {
  it("stops while they run only those that a person was asked about, in each queue", async () => {
    const called: unknown[] = [];
    const queueAt = (directory: string): QueueHandle => {
      const cancel = (ids: readonly string[], states: readonly string[]): Promise<BulkResult> => {
        called.push([directory, ids, states]);
        return Promise.resolve({ done: ids, failed: [] });
      };
      return { directory, live: { cancel } } as unknown as QueueHandle;
    };
    const [a, b] = [queueAt("/a"), queueAt("/b")];
    const job = (queue: QueueHandle, id: string, state: "queued" | "running"): JobTarget => ({
      queue,
      row: { id, state } as JobRow,
    });
    // Two queues may have a job of the same id.
    const { parts, operate } = callToCancel([job(a, "1", "queued"), job(a, "2", "running"), job(b, "2", "queued")]);
    for (const { queue, ids } of parts) await operate(queue.live, ids, "task");
    assert.deepEqual(called, [
      ["/a", ["2"], ["queued", "running"]],
      ["/a", ["1"], ["queued"]],
      ["/b", ["2"], ["queued"]],
    ]);
  });
});
