import assert from "node:assert/strict";
import { meaningOfDrop, type DraggedJob } from "../../src/extension/tree/drop.js";
import type { JobState } from "../../src/queue/index.js";

describe("Jobs that are dropped on a state", () => {
  const dragged = (state: JobState, changes: Partial<DraggedJob> = {}): DraggedJob => ({
    queue: "/jobs",
    row: { state },
    ...changes,
  });
  const on = (state: JobState, jobs: readonly DraggedJob[], canWrite = true): string => {
    const drop = meaningOfDrop(jobs, { queue: "/jobs", state, canWrite });
    return drop.kind === "refused" ? drop.words : drop.kind;
  };

  it("are resubmitted on Queued when they have ended", () => {
    assert.equal(on("queued", [dragged("failed"), dragged("completed")]), "resubmit");
  });

  it("do nothing where they are", () => {
    for (const state of ["queued", "running", "failed"] as const) assert.equal(on(state, [dragged(state)]), "nothing");
  });

  const refusals: [state: JobState, jobs: readonly DraggedJob[], words: RegExp][] = [
    ["running", [dragged("queued")], /^A job comes to Running when a worker takes it. Nothing was changed.$/],
    ["completed", [dragged("failed")], /^A job comes to Completed when it has ended well/],
    ["failed", [dragged("running"), dragged("failed")], /^A job comes to Failed when it fails or is cancelled/],
    ["queued", [dragged("failed"), dragged("running")], /^On Queued, jobs that have ended can be dropped/],
    ["queued", [dragged("failed", { queue: "/others" })], /^A job is resubmitted in its own queue/],
    ["queued", [dragged("queued", { queue: "/others" })], /^A job is resubmitted in its own queue/],
    ["queued", [dragged("failed", { row: { state: "failed", damaged: "not JSON" } })], /^A damaged job cannot/],
  ];
  for (const [state, jobs, words] of refusals) {
    it(`are refused in words: ${String(words)}`, () => assert.match(on(state, jobs), words));
  }

  it("change nothing in Restricted Mode", () => {
    assert.match(on("queued", [dragged("failed")], false), /^In Restricted Mode/);
  });
});
