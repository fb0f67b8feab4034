import assert from "node:assert/strict";
import { priorityOf, type JobQueue } from "../../../src/queue/index.js";
import { completed, submitted, type Verbs } from "./verb.js";

export const SUBMITTING: Verbs = {
  "submit to a new directory": {
    prepare: () => [],
    act: (queue, _ids, acknowledge) => acknowledge(queue.submit({ n: 1 }).id),
  },
  submit: {
    prepare: submitted,
    act: (queue, _ids, acknowledge) => acknowledge(queue.submit({ n: 3 }).id),
  },
  "submit a batch": {
    prepare: submitted,
    act: (queue, _ids, acknowledge) => {
      const jobs = queue.submitMany([{ n: 3 }, { n: 4 }, { n: 5 }], { batch: "b" });
      for (const { id } of jobs) acknowledge(id);
    },
  },
  "submit jobs that wait": {
    prepare: submitted,
    act: (queue, [parent = ""], acknowledge) => {
      acknowledge(queue.submit({ n: 3 }, { hold: true }).id);
      acknowledge(queue.submit({ n: 4 }, { after: [parent], hold: true }).id);
    },
  },
  "submit jobs with priorities": {
    prepare: submitted,
    act: (queue, _ids, acknowledge) => {
      const jobs = queue.submitMany([{ n: 3 }, { n: 4, dirq: { priority: 2 } }, { n: 5, dirq: { priority: -1 } }]);
      for (const { id } of jobs) acknowledge(id);
      acknowledge(queue.submit({ n: 6 }, { priority: 1 }).id);
    },
    verify: assertRunInOrderOfPriority,
  },
  resubmit: {
    prepare: completed,
    act: (queue, [id = ""], acknowledge) => acknowledge(queue.resubmit(id).id),
  },
};

/** Whatever was submitted before the process died. One worker ran all of it, and counted what it claimed. */
function assertRunInOrderOfPriority(queue: JobQueue): void {
  const jobs = queue.list({ states: ["completed"] }).map((job) => {
    assert.ok(job.state === "completed");
    const count = /"claim": ".*\.(\d+)"/.exec(queue.document(job.id) ?? "")?.[1];
    return { count: Number(count), priority: priorityOf(job.params) };
  });
  const inTurn = jobs.sort((a, b) => a.count - b.count).map(({ priority }) => priority);
  assert.deepEqual(
    inTurn,
    inTurn.toSorted((a, b) => b - a),
    "the greatest priority was run first",
  );
}
