import assert from "node:assert/strict";
import type { Outcome } from "../../../src/extension/changing/outcome.js";
import { restoredWords, takenBackWords } from "../../../src/extension/changing/undo-words.js";
import type { DirqErrorCode } from "../../../src/queue/errors.js";

describe("What an Undo could not take back", () => {
  it("counts the jobs that are not in the trash any more, and names nothing that lay there", () => {
    assert.equal(restoredWords(outcome(0, "NOT_FOUND")), "1 job is not in the trash any more.");
    const emptied = Array.from({ length: 1_200 }, () => "NOT_FOUND" as const);
    assert.equal(
      restoredWords(outcome(34, ...emptied)),
      "34 of 1,234 jobs restored. 1,200 jobs are not in the trash any more.",
    );
  });

  it("counts the jobs that are not queued any more, for whatever reason, and those that are gone", () => {
    assert.equal(takenBackWords(outcome(0, "WRONG_STATE")), "1 job stays: it is not queued any more.");
    const both = "1 of 4 jobs taken back. 2 jobs stay: they are not queued any more. 1 job is gone already.";
    assert.equal(takenBackWords(outcome(1, "WRONG_STATE", "NOT_FOUND", "WRONG_STATE")), both);
  });

  it("says of any other reason what it is", () => {
    const words = "0 of 2 jobs restored. 1 job is not in the trash any more. No space is left.";
    assert.equal(restoredWords(outcome(0, "NOT_FOUND", "QUEUE_UNUSABLE")), words);
    const conflict = "0 of 2 jobs restored. No space is left. The same for 1 more.";
    assert.equal(restoredWords(outcome(0, "CONFLICT", "CONFLICT")), conflict);
  });
});

function outcome(done: number, ...codes: readonly DirqErrorCode[]): Outcome {
  const failed = codes.map((code, n) => ({ id: `20261126T220721-rm-${n}`, code, message: "No space is left." }));
  return { total: done + failed.length, done, failed, dealtWith: 0, stopped: false };
}
