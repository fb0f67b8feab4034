import assert from "node:assert/strict";
import { findJobs } from "../../src/live/listing/find-jobs.js";
import { temporaryQueue } from "../queue/temporary-queue.js";

describe("Jobs by their ids", () => {
  it("are read from the disk, without those that are not there", () => {
    const queue = temporaryQueue();
    const { id } = queue.submit({ name: "train", command: "true" });
    const found = findJobs(queue, [id, "1733302847000000001", "../queued/x", ""]);
    assert.deepEqual(
      found.map((row) => [row.id, row.label, row.state]),
      [[id, "train", "queued"]],
    );
  });
});
