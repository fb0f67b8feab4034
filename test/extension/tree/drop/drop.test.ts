import assert from "node:assert/strict";
import { meaningOfDrop, placeOf, refusalOfFiles, type DraggedJob } from "../../../../src/extension/tree/drop/drop.js";
import type { QueueHandle } from "../../../../src/extension/queues/queues.js";
import type { Artifact, JobRow } from "../../../../src/live/live-queue.js";
import type { ArtifactNode, JobNode, Node, StateNode } from "../../../../src/extension/tree/nodes.js";
import type { JobState } from "../../../../src/queue/index.js";

const queue = { directory: "/jobs", canWrite: true } as QueueHandle;
const group = (state: JobState): StateNode => ({
  kind: "state",
  queue,
  state,
  matching: undefined,
  held: 0,
  unsearched: 0,
});
const job = (parent: StateNode | undefined, state: JobState = "failed"): JobNode => ({
  ...{ kind: "job", queue, parent, namesQueue: false },
  row: { id: "1", state } as JobRow,
});

/** What stands below such a job: a folder, a file in it, and that there are more. */
const artifacts = (of: JobNode): readonly Node[] => {
  const artifact = (name: string, parent: JobNode | ArtifactNode): ArtifactNode => ({
    ...{ kind: "artifact", queue, id: "1", folder: [], parent },
    artifact: { name } as Artifact,
  });
  const folder = artifact("plots", of);
  const leftOut = { kind: "leftOut", queue, id: "1", folder: ["plots"], left: 7, parent: folder } as const;
  return [folder, artifact("loss.txt", folder), leftOut];
};

describe("Jobs that are dropped on a state", () => {
  const dragged = (state: JobState, changes: Partial<DraggedJob> = {}): DraggedJob => ({
    queue,
    row: { state },
    ...changes,
  });
  const others = { directory: "/others" };
  const on = (place: JobState | Node, jobs: readonly DraggedJob[]): string => {
    const drop = meaningOfDrop(jobs, placeOf(typeof place === "string" ? group(place) : place));
    return drop.kind === "refused" ? drop.words : drop.kind;
  };

  it("are resubmitted on Queued when they have ended", () => {
    assert.equal(on("queued", [dragged("failed"), dragged("completed")]), "resubmit");
  });

  it("do nothing where they are", () => {
    for (const state of ["queued", "running", "failed"] as const) assert.equal(on(state, [dragged(state)]), "nothing");
  });

  it("do nothing in the list of all jobs, whose rows of all states are neighbours", () => {
    assert.equal(on(job(group("queued"), "queued"), [dragged("failed")]), "resubmit");
    assert.equal(on(job(undefined, "queued"), [dragged("failed")]), "nothing");
  });

  const refusals: [state: JobState, jobs: readonly DraggedJob[], words: RegExp][] = [
    ["running", [dragged("queued")], /^A job comes to Running when a worker takes it. Nothing was changed.$/],
    ["completed", [dragged("failed")], /^A job comes to Completed when it has ended well/],
    ["failed", [dragged("running"), dragged("failed")], /^A job comes to Failed when it fails or is cancelled/],
    ["queued", [dragged("failed"), dragged("running")], /^On Queued, jobs that have ended can be dropped/],
    ["queued", [dragged("failed", { queue: others })], /^A job is resubmitted in its own queue/],
    ["queued", [dragged("queued", { queue: others })], /^A job is resubmitted in its own queue/],
    ["queued", [dragged("failed", { row: { state: "failed", damaged: "not JSON" } })], /^A damaged job cannot/],
  ];
  for (const [state, jobs, words] of refusals) {
    it(`are refused in words: ${String(words)}`, () => assert.match(on(state, jobs), words));
  }

  it("change nothing in Restricted Mode", () => {
    const place = { queue: { ...queue, canWrite: false }, state: "queued" } as const;
    const drop = meaningOfDrop([dragged("failed")], place);
    assert.match(drop.kind === "refused" ? drop.words : drop.kind, /^In Restricted Mode/);
  });
});

describe("Files that are dropped", () => {
  it("belong to the state and the queue that they are dropped on, or on a row of which", () => {
    const failed = group("failed");
    for (const node of [
      failed,
      job(failed),
      ...artifacts(job(failed)),
      { kind: "more", parent: failed, shown: 1, total: 2 } as const,
    ])
      assert.deepEqual(placeOf(node), { queue, state: "failed" });
    assert.deepEqual(placeOf({ kind: "queue", queue }), { queue, state: undefined });
  });

  it("belong to no queue yet on a list of all jobs, and beside all rows", () => {
    for (const node of [
      job(undefined),
      ...artifacts(job(undefined)),
      { kind: "noJobs", filtered: false } as const,
      undefined,
    ])
      assert.deepEqual(placeOf(node), { queue: undefined, state: undefined });
  });

  it("are submitted on Queued, on a queue and on a list; elsewhere it is said why not", () => {
    const refusal = (state: JobState | undefined) => refusalOfFiles(state, { canWrite: true });
    assert.deepEqual([refusal("queued"), refusal(undefined)], [undefined, undefined]);
    assert.equal(
      refusal("running"),
      "A job comes to Running when a worker takes it. A file is submitted on Queued. Nothing was submitted.",
    );
    assert.match(refusal("failed") ?? "", /^A job comes to Failed when/);
    assert.match(refusalOfFiles("queued", { canWrite: false }) ?? "", /^In Restricted Mode/);
  });
});
