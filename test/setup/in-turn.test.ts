import assert from "node:assert/strict";
import { InTurn } from "./in-turn.js";

describe("What processes say at the same time", () => {
  it("is told one after the other, the first as it speaks", () => {
    const told: unknown[] = [];
    const inTurn = new InTurn((chunk) => told.push(chunk));
    const [first, second] = [inTurn.add(), inTurn.add()];
    first.say("a");
    second.say("b");
    first.say("c");
    assert.deepEqual(told, ["a", "c"]);
    first.end();
    second.say("d");
    assert.deepEqual(told, ["a", "c", "b", "d"]);
  });

  it("is told in order when a later one has ended first", () => {
    const told: unknown[] = [];
    const inTurn = new InTurn((chunk) => told.push(chunk));
    const [first, second, third] = [inTurn.add(), inTurn.add(), inTurn.add()];
    second.say("b");
    second.end();
    third.say("c");
    first.say("a");
    first.end();
    assert.deepEqual(told, ["a", "b", "c"]);
  });
});
