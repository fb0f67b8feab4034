import assert from "node:assert/strict";
import { activityWords, jobs } from "../../src/wording/index.js";

describe("counts in words", () => {
  it("name what a queue is busy with, and nothing that is at zero", () => {
    const none = { queued: 0, running: 0, completed: 7, failed: 1 };
    const queues = [{ ...none, running: 2, queued: 14 }, { ...none, queued: 3 }, none];
    assert.deepEqual(queues.map(activityWords), ["2 running · 14 queued", "3 queued", "idle"]);
  });

  it("know one job from several", () => assert.deepEqual([0, 1, 2].map(jobs), ["0 jobs", "1 job", "2 jobs"]));
});
