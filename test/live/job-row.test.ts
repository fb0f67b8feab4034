import assert from "node:assert/strict";
import { rowOf } from "../../src/live/live-index/job-row.js";
import { temporaryQueue } from "../queue/temporary-queue.js";

describe("A job as a row", () => {
  it("has its command without the secrets that it is given, however long they are", () => {
    const queue = temporaryQueue();
    const env = { HUB_TOKEN: "s3cr3t".repeat(100) };
    const command = `upload ${env.HUB_TOKEN} --api-key=${"k".repeat(300)}`;
    const rows = [
      { name: "upload", command, env },
      { command, env },
    ].map((params) => rowOf(queue.submit(params), queue));
    const shown = "upload •••••• --api-key=••••••";
    assert.deepEqual(
      rows.map((row) => [row.label, row.command]),
      [
        ["upload", shown],
        [shown, undefined],
      ],
    );
  });
});
