import assert from "node:assert/strict";
import { againQuestion } from "../../../src/extension/choosing/again-words.js";

const FAILED = { state: "failed", filtered: false } as const;

describe("The question before jobs are resubmitted of which some have been already", () => {
  it("says how many have been, and offers to leave them out", () => {
    assert.deepEqual(againQuestion({ fresh: 3, again: 1_230 }, { ...FAILED, filtered: true }), {
      question: "Resubmit 3 failed jobs that the filter shows?",
      detail: "1,230 more have been resubmitted already: what came of that is in the queue.",
      others: "Resubmit 3",
      all: "Resubmit All 1,233",
    });
  });

  it("asks whether all are meant to be resubmitted again where each has been", () => {
    assert.deepEqual(againQuestion({ fresh: 0, again: 1 }, FAILED), {
      question: "Resubmit again: 1 failed job?",
      detail: "It has been resubmitted already: what came of that is in the queue.",
      all: "Resubmit Again",
    });
  });
});
