import assert from "node:assert/strict";
import type { QueueHandle, Queues } from "../../../src/extension/queues/queues.js";
import { hasQueue } from "../../../src/extension/tree/visible-queues.js";

describe("Whether a window has a queue", () => {
  const cases: readonly (readonly [what: string, status: QueueHandle["status"], expected: boolean])[] = [
    ["says no before it is known whether the directory is there", undefined, false],
    ["says no where it is not there", { kind: "missing", path: "/lab/jobs" }, false],
    [
      "says yes where it is there and cannot be read",
      { kind: "unusable", path: "/lab/jobs", reason: "is a file" },
      true,
    ],
  ];
  for (const [what, status, expected] of cases)
    it(what, () => {
      assert.equal(hasQueue({ all: [{ status, configured: false } as QueueHandle] } as unknown as Queues), expected);
    });
});
