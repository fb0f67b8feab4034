import assert from "node:assert/strict";
import { OneAtATime } from "../../src/extension/one-at-a-time.js";

describe("Work that is done once at a time", () => {
  it("is one more turn, however often it is asked for meanwhile, and done for each who asked after that turn", async () => {
    let turns = 0;
    const work = new OneAtATime(async () => {
      turns++;
      await new Promise(setImmediate);
    });
    const [first, ...others] = Array.from({ length: 100 }, () => work.ask());
    assert.equal(turns, 1);
    for (const asked of [first, ...others]) {
      await asked;
      assert.equal(turns, 2);
    }
  });

  it("asked for by itself is not begun within itself", async () => {
    const order: string[] = [];
    const work = new OneAtATime(async () => {
      order.push("begin");
      if (order.length === 1) void work.ask();
      await Promise.resolve();
      order.push("end");
    });
    await work.ask();
    assert.deepEqual(order, ["begin", "end", "begin", "end"]);
  });

  it("is done again after it failed, once it is asked for again", async () => {
    const results = [() => Promise.reject(new Error("no disk")), () => Promise.resolve()];
    const work = new OneAtATime(() => results.shift()?.() ?? Promise.resolve());
    await assert.rejects(work.ask(), /no disk/);
    await work.ask();
    assert.equal(results.length, 0);
  });
});
