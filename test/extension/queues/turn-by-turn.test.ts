import assert from "node:assert/strict";
import { TurnByTurn } from "../../../src/extension/queues/turn-by-turn.js";

describe("Work that takes its turn", () => {
  it("is done at once where it is the first, then one in each turn, in its order", async () => {
    const done: string[] = [];
    const starts = new TurnByTurn();
    for (const name of ["a", "b", "c"]) starts.run(() => done.push(name));
    const seen = [done.join("")];
    for (let turn = 0; turn < 3; turn++) {
      await new Promise(setImmediate);
      seen.push(done.join(""));
    }
    assert.deepEqual(seen, ["a", "ab", "abc", "abc"]);
    starts.run(() => done.push("d"));
    assert.equal(done.join(""), "abcd");
  });
});
