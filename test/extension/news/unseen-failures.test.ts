import assert from "node:assert/strict";
import { UnseenFailures } from "../../../src/extension/news/unseen-failures.js";
import type { JobTarget, QueueHandle } from "../../../src/extension/queues/queues.js";
import type { EndedJobs, JobRow } from "../../../src/live/live-queue.js";

describe("Failures that nobody has seen", () => {
  it("are counted until they are before a person's eyes", () => {
    const seen = new Set<string>();
    const failures = new UnseenFailures(({ row }: JobTarget) => seen.has(row.id));
    failures.add(queue(9), failed(["a", "b"]));
    assert.equal(failures.count, 2);
    seen.add("a");
    failures.look();
    assert.equal(failures.count, 1);
    seen.add("b");
    failures.look();
    assert.equal(failures.count, 0);
  });

  it("are none where they were seen to happen, and none of a job that was cancelled", () => {
    const failures = new UnseenFailures(({ row }) => row.id === "a");
    failures.add(queue(9), failed(["a"]));
    failures.add(queue(9), { ...failed([]), failed: [{ ...job("c"), errorLine: "Cancelled by ada" }] });
    assert.equal(failures.count, 0);
  });

  it("are all seen at once with a click, also those that were only counted", () => {
    const failures = new UnseenFailures(() => false);
    failures.add(queue(2_000), failed(["a", "b"], 800));
    assert.equal(failures.count, 802);
    failures.allSeen();
    assert.equal(failures.count, 0);
  });

  it("are only counted where they are very many, but for the last ones", () => {
    const asked: string[] = [];
    const failures = new UnseenFailures(({ row }) => {
      asked.push(row.id);
      return false;
    });
    const names = Array.from({ length: 1_500 }, (_, n) => String(n));
    const busy = queue(2_000);
    for (let n = 0; n < 1_500; n += 100) failures.add(busy, failed(names.slice(n, n + 100)));
    asked.length = 0;
    failures.look();
    assert.deepEqual([failures.count, asked.length, asked[0]], [1_500, 1_000, "500"]);
  });

  it("are no more than the queue still holds, and none of a queue that is closed", () => {
    const failures = new UnseenFailures(() => false);
    failures.add(queue(1), failed(["a", "b"]));
    assert.equal(failures.count, 1);
    failures.keepOnly([]);
    assert.equal(failures.count, 0);
  });
});

function queue(failed: number): QueueHandle {
  const counts = { queued: 0, running: 0, completed: 0, failed };
  return { directory: "/lab/jobs", status: { kind: "ready", counts, paused: false } } as QueueHandle;
}

function failed(ids: readonly string[], left = 0): EndedJobs {
  return { completed: [], failed: ids.map(job), left: { completed: 0, failed: left }, batches: [] };
}

function job(id: string): JobRow {
  return { id, label: id, state: "failed", createdMs: 0, shell: true, ours: true };
}
