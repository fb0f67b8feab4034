import assert from "node:assert/strict";
import { isComplete, outcomeOf, outcomeWords } from "../../src/extension/commands/outcome.js";
import type { JobTarget } from "../../src/extension/queues.js";
import type { BulkFailure, BulkResult } from "../../src/live/live-queue.js";

describe("What became of an operation on many jobs", () => {
  it("is complete when it was done to all of them, in every queue", () => {
    const outcome = outcomeOf([result(2), result(3)]);
    assert.deepEqual(outcome, { total: 5, done: 5, failed: [], stopped: false });
    assert.ok(isComplete(outcome));
  });

  it("says of one job only why not", () => {
    assert.equal(words([result(0, [failure("a", "it has ended already")])]), "train: it has ended already.");
  });

  it("counts what was done, and says why some were left out", () => {
    const failed = [failure("a", "it runs."), failure("b", "gone")];
    assert.equal(words([result(1, failed)]), "1 of 3 jobs cancelled. train: it runs. b: gone.");
  });

  it("tells a few failures by name, and counts the others", () => {
    const failed = Array.from({ length: 1_204 }, (_, n) => failure(`${n}`, "no"));
    assert.equal(words([result(0, failed)]), "0 of 1,204 jobs cancelled. 0: no. 1: no. 2: no. And 1,201 more.");
  });

  it("says that it was stopped, and what was done till then", () => {
    assert.equal(words([result(1_000, [], 2_770), result(230, [], 1_000)]), "Stopped: 1,230 of 5,000 jobs cancelled.");
  });
});

function result(done: number, failed: readonly BulkFailure[] = [], left?: number): BulkResult {
  return { done: Array.from({ length: done }, (_, n) => `${n}`), failed, ...(left && { left }) };
}

function failure(id: string, message: string): BulkFailure {
  return { id, message };
}

function words(results: readonly BulkResult[]): string {
  const targets = [{ row: { id: "a", label: "train" } }] as unknown as readonly JobTarget[];
  return outcomeWords(outcomeOf(results), "cancelled", targets);
}
