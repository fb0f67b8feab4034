import assert from "node:assert/strict";
import { LiveIndex } from "../../src/live/live-index/live-index.js";
import { UsualTimes } from "../../src/live/status/usual-times.js";
import { pythonJob, temporaryQueue, writeIn } from "../queue/temporary-queue.js";

describe("How long a command usually takes", () => {
  it("is the median of its earlier runs that went well, under whichever name, once their rows were read", () => {
    const { index, usual, write } = open();
    write("1", "completed", { command: "fit", name: "first" }, "10:01:00");
    write("2", "completed", { command: "fit" }, "10:03:00");
    write("3", "completed", { command: "fit" }, "10:50:00");
    write("4", "failed", { command: "fit" }, "10:00:01");
    write("5", "running", { command: "fit", name: "again" });
    write("6", "running", { command: "other" });
    index.look({ reread: false });
    assert.equal(usual("5"), undefined);
    index.rowsOf(["1", "2", "3", "4"]);
    assert.deepEqual([usual("5"), usual("6"), usual("1")], [3 * 60_000, undefined, undefined]);
  });

  it("is not known from a single run", () => {
    const { index, usual, write } = open();
    write("1", "completed", { command: "fit" }, "10:01:00");
    write("2", "running", { command: "fit" });
    index.look({ reread: false });
    index.rowsOf(["1"]);
    assert.equal(usual("2"), undefined);
  });
});

function open() {
  const queue = temporaryQueue();
  queue.create();
  const index = new LiveIndex(queue);
  const times = new UsualTimes(index);
  return {
    index,
    usual: (id: string) => index.rowsOf([id]).map((row) => times.added(row).usualMs)[0],
    write: (id: string, state: string, params: Record<string, unknown>, finished?: string) => {
      const ended = finished === undefined ? {} : { finished_at: `2024-12-04T${finished}` };
      const job = { state, params: { type: "shell", ...params }, started_at: "2024-12-04T10:00:00", ...ended };
      writeIn(queue, `${state}/${id}.json`, pythonJob(id, job));
    },
  };
}
