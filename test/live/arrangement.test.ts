import assert from "node:assert/strict";
import { Arrangement } from "../../src/live/arrangement.js";
import { LiveIndex } from "../../src/live/live-index.js";
import type { SortKey } from "../../src/live/live-queue.js";
import type { JobQueue } from "../../src/queue/index.js";
import { pythonJob, temporaryQueue, writeIn } from "../queue/temporary-queue.js";

describe("An arrangement of jobs", () => {
  it("keeps the order of the flow, and leaves out what the filter keeps back", async () => {
    const { arrangement } = arrange();
    assert.deepEqual(await arrangement.ids("completed", { filter: "", sort: undefined }), ["4", "3", "2", "1"]);
    assert.deepEqual(await arrangement.ids("completed", { filter: "b", sort: undefined }), ["4", "2"]);
  });

  it("sorts by what was asked for", async () => {
    const { arrangement } = arrange();
    const orders: [sort: SortKey, ids: string[]][] = [
      ["name", ["3", "4", "2", "1"]],
      ["created", ["4", "3", "2", "1"]],
      ["started", ["3", "4", "2", "1"]],
      ["ended", ["1", "4", "2", "3"]],
      ["duration", ["1", "4", "2", "3"]],
    ];
    for (const [sort, ids] of orders) {
      assert.deepEqual(await arrangement.ids("completed", { filter: "", sort }), ids, sort);
    }
  });

  it("is worked out again when something in its state changed, and only then", async () => {
    const { arrangement, index, queue } = arrange();
    const view = { filter: "name:b", sort: undefined };
    const before = await arrangement.ids("completed", view);
    assert.equal(await arrangement.ids("completed", view), before);
    complete(queue, "5", { name: "b", started: 5, finished: 6 });
    index.look({ reread: true });
    assert.deepEqual(await arrangement.ids("completed", view), ["5", "4", "2"]);
  });

  it("reads no file of which the name or the folder says that the filter keeps it back", async () => {
    const { queue, index } = arrange();
    const reads: string[] = [];
    const counting = new Arrangement({
      ids: (state) => index.ids(state),
      version: (state) => index.version(state),
      rowsOf: (ids) => {
        reads.push(...ids);
        return index.rowsOf(ids);
      },
    });
    complete(queue, "12", { name: "d", started: 5, finished: 6 });
    index.look({ reread: false });
    const ids = (filter: string) => counting.ids("completed", { filter, sort: undefined });
    assert.deepEqual([await ids("@failed"), await ids("state:queued,running b"), reads], [[], [], []]);
    assert.deepEqual([await ids("id:2"), reads], [["2", "12"].sort().reverse(), ["2", "12"].sort().reverse()]);
    assert.deepEqual([await ids("state:failed,damaged"), reads.length], [[], 7]);
  });

  it("lets other questions through while it reads many rows", async () => {
    const queue = temporaryQueue();
    for (let n = 0; n < 3_000; n++)
      writeIn(queue, `queued/${n}.json`, pythonJob(`${n}`, { params: { name: `job ${n}` } }));
    const index = new LiveIndex(queue);
    index.look({ reread: false });
    let turns = 0;
    const counting = setInterval(() => turns++, 1);
    const ids = await new Arrangement(index).ids("queued", { filter: '"job 29"', sort: undefined });
    clearInterval(counting);
    assert.equal(ids.length, 111);
    assert.ok(turns > 0, "it kept everybody waiting");
  });
});

function arrange() {
  const queue = temporaryQueue();
  complete(queue, "1", { name: "c", started: 10, finished: 50 });
  complete(queue, "2", { name: "b", started: 11, finished: 20 });
  complete(queue, "3", { name: "a", started: 14, finished: 15 });
  complete(queue, "4", { name: "B", started: 12, finished: 30 });
  const index = new LiveIndex(queue);
  index.look({ reread: true });
  return { queue, index, arrangement: new Arrangement(index) };
}

/** Times are seconds of one minute; it was created in the second that is its id. */
function complete(
  queue: JobQueue,
  id: string,
  { name, started, finished }: { readonly name: string; readonly started: number; readonly finished: number },
): void {
  const at = (second: number | string): string => `2024-12-04T10:00:${String(second).padStart(2, "0")}`;
  const times = { created_at: at(id), started_at: at(started), finished_at: at(finished) };
  writeIn(queue, `completed/${id}.json`, pythonJob(id, { state: "completed", params: { name }, ...times }));
}
