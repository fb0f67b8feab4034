import assert from "node:assert/strict";
import { AskedForLooks } from "../../../src/extension/news/asked-for-looks.js";
import type { JobRow } from "../../../src/live/live-queue.js";

describe("Jobs that a person asked to hear of", () => {
  it("are told once when they have ended, and forgotten then", async () => {
    const { looks, asked, told } = open(["a", "b"], [job("a", "running"), job("b", "failed")]);
    await looks.look();
    await looks.look();
    assert.deepEqual([told, asked], [["b"], ["a"]]);
  });

  it("are told when they come back after they were missed for moments, or for as long as one may undo a delete", async () => {
    const { looks, asked, told, queue } = open(["a"], []);
    await looks.look();
    queue.time += 60_000;
    await looks.look();
    queue.rows = [job("a", "running")];
    await looks.look();
    queue.rows = [];
    queue.time += 3_600_000;
    await looks.look();
    assert.deepEqual(asked, ["a"]);
    queue.rows = [job("a", "completed")];
    await looks.look();
    assert.deepEqual(told, ["a"]);
  });

  it("are forgotten when they stay away", async () => {
    const { looks, asked, queue } = open(["a"], []);
    await looks.look();
    queue.time += 3_600_000;
    await looks.look();
    assert.deepEqual(asked, []);
  });

  it("are looked at once more, however often their queue changed during a look", async () => {
    const { looks, queue } = open(["a"], [job("a", "running")]);
    const first = looks.look();
    for (let n = 0; n < 100; n++) void looks.look();
    await first;
    assert.equal(queue.asked, 2);
  });

  it("are looked at again after a look that failed, which is reported, and after one without an answer", async () => {
    const { looks, told, queue, reported } = open(["a"], [job("a", "completed")]);
    queue.trouble = new Error("The disk is full");
    await looks.look();
    queue.trouble = undefined;
    const { rows } = queue;
    queue.rows = undefined;
    await looks.look();
    assert.deepEqual([told, reported], [[], ["The disk is full"]]);
    queue.rows = rows;
    await looks.look();
    assert.deepEqual(told, ["a"]);
  });
});

interface FakeQueue {
  rows: readonly JobRow[] | undefined;
  time: number;
  trouble: Error | undefined;
  /** How often its rows were asked for. */
  asked: number;
}

function open(asked: string[], rows: readonly JobRow[]) {
  const queue: FakeQueue = { rows, time: 0, trouble: undefined, asked: 0 };
  const told: string[] = [];
  const reported: string[] = [];
  const looks = new AskedForLooks(
    {
      ids: () => [...asked],
      rows: (ids) => {
        queue.asked++;
        const rows = queue.rows?.filter(({ id }) => ids.includes(id));
        return queue.trouble === undefined ? Promise.resolve(rows) : Promise.reject(queue.trouble);
      },
      tell: (done) => told.push(...done.map(({ id }) => id)),
      forget: (ids) => {
        for (const id of ids) asked.splice(asked.indexOf(id), 1);
        return Promise.resolve();
      },
      report: (error) => reported.push(error instanceof Error ? error.message : String(error)),
    },
    () => queue.time,
  );
  return { looks, queue, asked, told, reported };
}

function job(id: string, state: JobRow["state"]): JobRow {
  return { id, label: id, state, createdMs: 0, shell: true, ours: true };
}
