import assert from "node:assert/strict";
import { inTurns } from "../../src/live/listing/in-turns.js";

describe("Long work", () => {
  it("lets others have their turn before it is done, and deals with all", async () => {
    const dealtWith: number[] = [];
    let atTheirTurn = -1;
    setImmediate(() => (atTheirTurn = dealtWith.length));
    await inTurns([1, 2, 3], (thing) => {
      const end = performance.now() + 20;
      while (performance.now() < end);
      dealtWith.push(thing);
    });
    assert.deepEqual({ dealtWith, atTheirTurn }, { dealtWith: [1, 2, 3], atTheirTurn: 1 });
  });
});
