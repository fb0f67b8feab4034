import assert from "node:assert/strict";
import type { QueueHandle, Queues } from "../../../src/extension/queues/queues.js";
import { messageFor, welcomeFor } from "../../../src/extension/tree/view-words.js";

const RESTRICTED = "Restricted Mode: jobs are shown, nothing is run or changed.";

describe("What the Jobs view says beside its rows", () => {
  const cases: readonly (readonly [what: string, queue: Partial<QueueHandle>, welcome: string, message: string])[] = [
    ["of an empty queue", ready(0), "empty", ""],
    ["of an empty queue that is paused, which a row says", ready(0, { paused: true }), "none", RESTRICTED],
    ["of a queue with jobs", ready(2), "none", RESTRICTED],
    ["of a directory that is not there", { status: { kind: "missing", path: "/lab/jobs" } }, "missing", ""],
    [
      "of one that cannot be read",
      { status: { kind: "unusable", path: "/lab/jobs", reason: "/lab/jobs is a file." } },
      "none",
      `/lab/jobs is a file. ${RESTRICTED}`,
    ],
  ];
  for (const [what, queue, welcome, message] of cases)
    it(`${what}, of which Restricted Mode takes no word away`, () => {
      const queues = windowWith(queue);
      assert.equal(welcomeFor(queues), welcome);
      assert.equal(messageFor(queues, { trusted: false }), message);
    });

  it("is no message in a folder that is trusted", () => {
    assert.equal(messageFor(windowWith(ready(2)), { trusted: true }), "");
  });
});

function ready(queued: number, { paused = false } = {}): Partial<QueueHandle> {
  const counts = { queued, running: 0, completed: 0, failed: 0 };
  return { status: { kind: "ready", counts, paused } };
}

function windowWith(queue: Partial<QueueHandle>): Queues {
  const handle = { directory: "/lab/jobs", configured: false, vanished: false, answering: { kind: "answering" } };
  return { all: [{ ...handle, ...queue }] } as unknown as Queues;
}
