import assert from "node:assert/strict";
import { RowsRead } from "../../src/live/live-index/rows-read.js";
import { pythonJob, temporaryQueue, writeIn } from "../queue/temporary-queue.js";

describe("Rows that were read", () => {
  it("are remembered up to a number, those that were read last", () => {
    const queue = temporaryQueue();
    for (const id of ["1", "2", "3"])
      writeIn(queue, `running/${id}.json`, pythonJob(id, { started_at: "2024-12-04T10:00:48" }));
    const rows = new RowsRead(queue, (id) => ({ id, state: "running" }), 2);
    const known = (): string[] => ["1", "2", "3"].filter((id) => rows.known(id) !== undefined);
    for (const id of ["1", "2", "3"]) assert.equal(rows.row(id)?.id, id);
    assert.deepEqual([known(), rows.size], [["2", "3"], 2]);
    assert.equal(rows.passingRow("1")?.id, "1");
    assert.deepEqual(known(), ["2", "3"]);
    rows.row("1");
    assert.deepEqual(known(), ["1", "3"]);
    writeIn(queue, "running/3.json", pythonJob("3", { started_at: "2024-12-04T10:00:48", progress: 0.5 }));
    assert.deepEqual(
      rows.rereadUnsettled().map(({ id, progress }) => [id, progress]),
      [["3", 0]],
    );
    assert.deepEqual([known(), rows.known("3")?.progress], [["1", "3"], 0.5]);
  });
});
