import assert from "node:assert/strict";
import { activityWords, jobs, jobsIn } from "../../src/wording/index.js";

describe("counts in words", () => {
  it("name what a queue is busy with, and nothing that is at zero", () => {
    const none = { queued: 0, running: 0, completed: 7, failed: 1 };
    const queues = [{ ...none, running: 2, queued: 14 }, { ...none, queued: 3 }, none];
    assert.deepEqual(queues.map(activityWords), ["2 running · 14 queued", "3 queued", "idle"]);
  });

  it("know one job from several", () => assert.deepEqual([0, 1, 2].map(jobs), ["0 jobs", "1 job", "2 jobs"]));

  it("say of which state they are, and that a filter picked them", () => {
    assert.equal(jobsIn(12, { state: "failed", filtered: true }), "12 failed jobs that the filter shows");
    assert.equal(jobsIn(1, { state: "completed", filtered: false }), "1 completed job");
  });
});
